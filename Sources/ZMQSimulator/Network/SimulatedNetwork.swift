internal import ZMQReactor

/// The network as one host of the simulation sees it.
final class SimulatedNetwork: Network {
    private let world: SimulatedWorld
    private let host: SimulatedHost

    init(_ world: SimulatedWorld, host: SimulatedHost) {
        self.world = world
        self.host = host
    }

    func listen(
        at address: NetworkAddress, tuning: ChannelTuning, on lane: any Lane,
        handler: any ByteListenerHandler & Sendable
    ) throws(SystemError) -> any ByteListener {
        try world.listen(at: address, on: Self.own(lane), handler: handler)
    }

    func connect(
        to address: NetworkAddress, tuning: ChannelTuning, on lane: any Lane,
        completion: @escaping (Result<any ByteChannel, SystemError>) -> Void
    ) -> any ConnectAttempt {
        let attempt = SimulatedConnectAttempt(
            to: address, tuning: tuning, on: Self.own(lane), in: world, completion: completion)
        attempt.begin()
        return attempt
    }

    private static func own(_ lane: any Lane) -> SimulatedLane {
        guard let lane = lane as? SimulatedLane else {
            preconditionFailure("the simulated network needs a lane of the simulation")
        }
        return lane
    }
}
