internal import ZMQReactor

/// An attempt to connect over the simulated network. Lane-confined.
final class SimulatedConnectAttempt: ConnectAttempt {
    /// When an attempt that gets no answer ends; what Linux does with its defaults.
    private static let systemLimit = Duration.seconds(127)

    /// The wait before the first packet is sent again; it doubles each time.
    private static let firstRepeat = Duration.seconds(1)

    private let address: NetworkAddress
    private let limit: ContinuousClock.Instant
    private let lane: SimulatedLane
    private let world: SimulatedWorld
    private var completion: ((Result<any ByteChannel, SystemError>) -> Void)?
    private var wait = SimulatedConnectAttempt.firstRepeat
    private var timer: LaneTimer?

    init(
        to address: NetworkAddress, tuning: ChannelTuning, on lane: SimulatedLane, in world: SimulatedWorld,
        completion: @escaping (Result<any ByteChannel, SystemError>) -> Void
    ) {
        self.address = address
        self.lane = lane
        self.world = world
        self.completion = completion
        limit = lane.now.advanced(by: tuning.connectTimeout ?? Self.systemLimit)
    }

    func cancel() {
        completion = nil
        disarm()
    }

    private func disarm() {
        if let timer { lane.disarm(timer) }
        timer = nil
    }

    func begin() {
        armLimit()
        switch world.route(to: address, from: lane.host) {
        case .unknownName(let error):
            plan { $0.finish(.failure(error)) }
        case .host(let name, let delay):
            plan(after: delay) { $0.arrive(at: name, delay) }
        }
    }

    private func armLimit() {
        let timer = LaneTimer { [unowned self] in finish(.failure(.connectTimedOut)) }
        self.timer = timer
        lane.arm(timer, at: limit)
    }

    /// The first packet is at the other host.
    private func arrive(at host: String, _ delay: Duration) {
        guard completion != nil else { return }
        switch world.meet(address, at: host, from: lane) {
        case .silence:
            let pause = wait
            wait = wait * 2
            let confined = LaneConfined(self)
            lane.timeline.post(
                .timer, at: lane.now.advanced(by: pause + delay), while: { confined.value.isOpen }
            ) {
                [lane] in lane.host.run { confined.value.arrive(at: host, delay) }
            }
        case .refused:
            plan(after: delay) { $0.finish(.failure(.refused)) }
        case .connected(let channel):
            plan(after: delay) { attempt in
                if attempt.completion == nil { channel.close() }
                attempt.finish(.success(channel))
            }
        }
    }

    private var isOpen: Bool { completion != nil }

    private func plan(
        after delay: Duration = .zero, _ action: @escaping (SimulatedConnectAttempt) -> Void
    ) {
        let confined = LaneConfined((self, action))
        lane.post(at: lane.now.advanced(by: delay)) { confined.value.1(confined.value.0) }
    }

    private func finish(_ result: Result<any ByteChannel, SystemError>) {
        let completion = completion
        self.completion = nil
        disarm()
        completion?(result)
    }
}
