import Testing

@testable import ZMQReactor

/// Who is left what to do: the decisions of the baton, on a clock of its own.
struct LaneBatonTests {
    private final class Task: LaneTask {
        func runOnLane() {}
    }

    private let task = Task()
    private let start = ContinuousClock.now

    private func time(_ microseconds: Int) -> ContinuousClock.Instant {
        start.advanced(by: .microseconds(microseconds))
    }

    /// A baton that a thread drove `times` times, staying away for so long between them.
    private func baton(driven times: Int, away microseconds: Int) -> LaneBaton {
        var baton = LaneBaton()
        for turn in 0..<times {
            guard case .drive = baton.callerArrives(Parker(), at: time(turn * microseconds)) else {
                Issue.record("the baton is not free")
                break
            }
            baton.setArmed(false)
            _ = baton.callerLeaves(at: time(turn * microseconds), hasWork: false)
        }
        return baton
    }

    private func isLeft(_ notice: LaneBaton.Notice) -> Bool {
        if case .none = notice { true } else { false }
    }

    @Test func `what a thread sends is left to it when it always comes back at once`() {
        var baton = baton(driven: 20, away: 100)
        let notice = baton.submit(LaneTaskReference(task))
        #expect(isLeft(notice))
        #expect(baton.pending.count == 1)
    }

    @Test func `nothing is left to a thread that has not come back often, or not soon`() {
        for var baton in [baton(driven: 10, away: 100), baton(driven: 50, away: 5000), LaneBaton()] {
            let notice = baton.submit(LaneTaskReference(task))
            #expect(!isLeft(notice))
        }
    }

    @Test func `a task is pending once, and again behind a job or when it was taken`() {
        var baton = LaneBaton()
        let (one, other) = (LaneTaskReference(task), LaneTaskReference(Task()))
        for reference in [one, other, one, other] { _ = baton.submit(reference) }
        #expect(baton.pending.count == 2)
        _ = baton.submit(.job {})
        for _ in 0..<2 { _ = baton.submit(one) }
        #expect(baton.pending.count == 4)
        var work: [LaneWork] = []
        baton.takePending(&work)
        _ = baton.submit(one)
        #expect(work.count == 4)
        #expect(baton.pending.count == 1)
    }

    @Test func `jobs are never left`() {
        var baton = baton(driven: 20, away: 100)
        let notice = baton.submit(.job {})
        #expect(!isLeft(notice))
    }

    @Test func `while a task is suspended on the lane nothing is left`() {
        var baton = baton(driven: 20, away: 100)
        _ = baton.addWaiter()
        baton.isWorkerRequested = false
        let notice = baton.submit(LaneTaskReference(task))
        #expect(!isLeft(notice))
    }

    @Test func `what a thread does not come back for is run by the caretaker, and then nothing is left`() {
        var baton = baton(driven: 20, away: 100)
        _ = baton.submit(LaneTaskReference(task))
        let looks = [baton.caretakerLooks(), baton.caretakerLooks()]
        #expect(looks == [.lookAgain, .takeOver])
        var work: [LaneWork] = []
        baton.takePending(&work)
        #expect(work.count == 1)
        baton.setArmed(false)
        let hasLeft = baton.workerLeaves()
        #expect(hasLeft)
        let notice = baton.submit(LaneTaskReference(task))
        #expect(!isLeft(notice))
    }

    @Test func `the caretaker does not mind a thread that comes and goes`() {
        var baton = baton(driven: 20, away: 100)
        for _ in 0..<10 {
            _ = baton.submit(LaneTaskReference(task))
            let look = baton.caretakerLooks()
            #expect(look == .lookAgain)
            _ = baton.callerArrives(Parker(), at: time(2000))
            var work: [LaneWork] = []
            baton.takePending(&work)
            _ = baton.callerLeaves(at: time(2000), hasWork: false)
        }
    }

    @Test func `lenient timers are the caretaker's business, also while Dispatch watches the lane`() {
        var baton = LaneBaton()
        #expect(baton.isArmed)
        _ = baton.callerArrives(Parker(), at: time(0))
        let departure = baton.callerLeaves(at: time(0), hasWork: false, hasLenientTimers: true)
        guard case .startCaretaker = departure else {
            Issue.record("nobody looks after the timers")
            return
        }
        let look = baton.caretakerLooks()
        #expect(look == .tend)
        _ = baton.callerLeaves(at: time(0), hasWork: false)
        let again = baton.caretakerLooks()
        #expect(again == .rest)
    }
}
