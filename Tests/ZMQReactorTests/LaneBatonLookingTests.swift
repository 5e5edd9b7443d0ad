import Testing

@testable import ZMQReactor

/// Who may look for a moment instead of a worker that has nothing to do.
struct LaneBatonLookingTests {
    private let start = ContinuousClock.now

    private enum Outcome {
        case drive
        case awaitsSleeper
        case awaits
        case refrain
    }

    private func outcome(_ look: LaneBaton.Look) -> Outcome {
        switch look {
        case .drive: .drive
        case .await(let wakesWorker): wakesWorker ? .awaitsSleeper : .awaits
        case .refrain: .refrain
        }
    }

    /// A baton that a worker holds, asleep.
    private func resting() -> LaneBaton {
        var baton = LaneBaton()
        _ = baton.workerArrives(for: .request)
        _ = baton.workerRests()
        return baton
    }

    private func isToLeave(_ rest: LaneBaton.Rest) -> Bool {
        if case .leave = rest { true } else { false }
    }

    @Test func `a free baton is the looker's`() {
        var baton = LaneBaton()
        let look = outcome(baton.lookerArrives(at: start))
        #expect(look == .drive)
        #expect(baton.holder == .caller)
        let another = outcome(baton.lookerArrives(at: start))
        #expect(another == .refrain)
    }

    @Test func `a worker that sleeps is woken and leaves the baton to who looks`() {
        var baton = resting()
        let look = outcome(baton.lookerArrives(at: start))
        #expect(look == .awaitsSleeper)
        let early = baton.lookerAsks(at: start, givesUp: false)
        #expect(!early)
        _ = baton.endSleep()
        let leaves = isToLeave(baton.workerRests())
        #expect(leaves)
        let holds = baton.lookerAsks(at: start, givesUp: false)
        #expect(holds)
        #expect(baton.holder == .caller)
    }

    @Test func `who has ceased to look is left nothing`() {
        var baton = resting()
        _ = baton.lookerArrives(at: start)
        let holds = baton.lookerAsks(at: start, givesUp: true)
        #expect(!holds)
        _ = baton.endSleep()
        let leaves = isToLeave(baton.workerRests())
        #expect(!leaves)
        #expect(baton.holder == .worker)
    }

    @Test func `a baton that comes in the last moment is not lost`() {
        var baton = resting()
        _ = baton.lookerArrives(at: start)
        _ = baton.endSleep()
        _ = baton.workerRests()
        let holds = baton.lookerAsks(at: start, givesUp: true)
        #expect(holds)
    }

    @Test func `a worker that has gone meanwhile has left the baton too`() {
        var baton = resting()
        _ = baton.lookerArrives(at: start)
        _ = baton.endSleep()
        let hasLeft = baton.workerLeaves()
        #expect(hasLeft)
        let holds = baton.lookerAsks(at: start, givesUp: false)
        #expect(holds)
        #expect(baton.holder == .caller)
    }

    @Test func `only one waits for the baton`() {
        var baton = resting()
        _ = baton.lookerArrives(at: start)
        let another = outcome(baton.lookerArrives(at: start))
        #expect(another == .refrain)
    }

    @Test func `nobody looks where others need the lane`() {
        var suspended = LaneBaton()
        _ = suspended.addWaiter()
        var stopping = LaneBaton()
        _ = stopping.stop()
        var driven = LaneBaton()
        _ = driven.callerArrives(Parker(), at: start)
        var busy = resting()
        _ = busy.submit(.job {})
        for var baton in [suspended, stopping, driven, busy] {
            let look = outcome(baton.lookerArrives(at: start))
            #expect(look == .refrain)
        }
    }

    @Test func `after a failure it is not looked for a while, after successes one failure does not count`() {
        let looking = Looking()
        #expect(looking.isWorthIt())
        looking.note(success: false)
        var refusals = 0
        while !looking.isWorthIt() { refusals += 1 }
        #expect(refusals == 16)
        for _ in 0..<3 { looking.note(success: true) }
        looking.note(success: false)
        #expect(looking.isWorthIt())
    }
}
