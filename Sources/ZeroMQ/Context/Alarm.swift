internal import ZMQReactor

/// Signals a suspended task at a point in time, unless it is cancelled before.
final class Alarm: Sendable {
    private let lane: any Lane
    private let timer: LaneConfined<LaneTimer>

    init(_ parker: TaskParker, at deadline: ContinuousClock.Instant, on lane: any Lane) {
        self.lane = lane
        let timer = LaneConfined(LaneTimer { parker.signal() })
        self.timer = timer
        lane.execute { lane.arm(timer.value, at: deadline) }
    }

    func cancel() {
        lane.execute { [lane, timer] in lane.disarm(timer.value) }
    }
}
