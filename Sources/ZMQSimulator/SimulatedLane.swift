internal import ZMQReactor

/// A lane on virtual time. Its jobs and tasks run one by one in the order in which they were submitted; between
/// them, whatever else happens at that instant.
final class SimulatedLane: Lane {
    private enum Work {
        case job(@Sendable () -> Void)
        case task(LaneTaskReference)
    }

    private struct State {
        var pending: [Work] = []
        var hasEnded = false
        var lastTimer = 0
    }

    let timeline: Timeline
    let host: SimulatedHost
    private let patience: Duration
    private let state = Guarded(State())

    init(_ timeline: Timeline, host: SimulatedHost, patience: Duration) {
        self.timeline = timeline
        self.host = host
        self.patience = patience
    }

    var now: ContinuousClock.Instant { timeline.now }

    func execute(_ job: @escaping @Sendable () -> Void) {
        submit(.job(job))
    }

    func schedule(_ task: LaneTaskReference) {
        submit(.task(task))
    }

    /// Never at once: the caller may be in the middle of something.
    func scheduleInline(_ task: LaneTaskReference) {
        submit(.task(task))
    }

    private func submit(_ work: consuming sending Work) {
        state.withLock { [work] in $0.pending.append(work) }
        post { [self] in runNext() }
    }

    private func runNext() {
        let work: Work? = state.withLock { $0.pending.isEmpty ? nil : $0.pending.removeFirst() }
        switch work {
        case .job(let job): job()
        case .task(let reference): reference.task.runOnLane()
        case nil: break
        }
    }

    /// Plans something that happens to what is on the lane: an arrival, for example. It waits while the host stands
    /// still.
    func post(at time: ContinuousClock.Instant? = nil, _ action: @escaping @Sendable () -> Void) {
        timeline.post(.activity, at: time) { [host] in host.run(action) }
    }

    func wait(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool {
        timeline.wait(for: parker, until: deadline, patience: patience)
    }

    func assertOnLane() {
        assert(timeline.isRunning, "this belongs to a lane, and none is running")
    }

    func arm(_ timer: LaneTimer, at deadline: ContinuousClock.Instant) {
        assertOnLane()
        let number: Int? = state.withLock { state in
            if state.hasEnded { return nil }
            state.lastTimer += 1
            return state.lastTimer
        }
        guard let number else { return }
        timer.position = number
        timer.deadline = deadline
        let confined = LaneConfined(timer)
        timeline.post(.timer, at: deadline, while: { confined.value.position == number }) { [self] in
            host.run { [self] in fire(confined.value, number) }
        }
    }

    private func fire(_ timer: LaneTimer, _ number: Int) {
        // A host that stood still may have disarmed it meanwhile.
        guard timer.position == number, !state.withLock({ $0.hasEnded }) else { return }
        timer.position = nil
        timer.deadline = nil
        timer.action()
    }

    func disarm(_ timer: LaneTimer) {
        assertOnLane()
        timer.position = nil
        timer.deadline = nil
    }

    func end() {
        state.withLock { $0.hasEnded = true }
    }
}
