internal import ZMQReactor

/// The last part of an endpoint's life: what is queued is still sent, as far as the linger policy allows.
/// Lane-confined.
final class ConnectionDrain {
    private let linger: Linger
    private var timer: LaneTimer?

    /// - Parameter expired: called on the lane when the policy allows no further waiting.
    init(_ linger: Linger, on lane: IOLane, expired: @escaping () -> Void) {
        self.linger = linger
        let limit: Duration? =
            switch linger {
            case .none, .automatic: .zero
            case .upTo(let limit): limit
            case .whileProgressing(let pause): pause
            case .forever: nil
            }
        guard let limit else { return }
        let timer = LaneTimer(action: expired)
        self.timer = timer
        lane.lane.arm(timer, at: lane.lane.now.advanced(by: limit))
    }

    /// Bytes of messages have moved.
    func progressed(_ lane: IOLane) {
        guard case .whileProgressing(let pause) = linger, let timer else { return }
        lane.lane.arm(timer, at: lane.lane.now.advanced(by: pause))
    }

    /// Nothing is waited for any more.
    func finish(_ lane: IOLane) {
        if let timer { lane.lane.disarm(timer) }
        timer = nil
    }
}
