import ZMQReactor

/// A reactor with one lane, for one test.
final class TestLane: Sendable {
    let reactor: DispatchReactor
    let lane: any Lane

    init(knownHosts: HostLookup? = nil, lookDuration: Duration = .microseconds(100)) throws {
        reactor = DispatchReactor(knownHosts: knownHosts, lookDuration: lookDuration)
        lane = try reactor.makeLane(named: "test")
    }

    deinit {
        reactor.shutDown()
    }

    /// Runs `body` on the lane and returns what it returned.
    func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) throws -> Value {
        let result = Eventually<Value>()
        lane.execute { result.fulfil(body()) }
        return try result.value()
    }

    func listen(
        at address: NetworkAddress, tuning: ChannelTuning = ChannelTuning(),
        handler: any ByteListenerHandler & Sendable = EchoListener()
    ) throws -> any ByteListener {
        try reactor.network.listen(at: address, tuning: tuning, on: lane, handler: handler)
    }

    /// Connects and waits for the outcome.
    func connect(to address: NetworkAddress, tuning: ChannelTuning = ChannelTuning()) throws -> TestClient {
        let outcome = Eventually<Result<TestClient, SystemError>>()
        let (network, lane) = (reactor.network, lane)
        lane.execute {
            _ = network.connect(to: address, tuning: tuning, on: lane) { result in
                outcome.fulfil(result.map { TestClient($0, on: lane) })
            }
        }
        return try outcome.value().get()
    }
}

/// A TCP address of this machine.
func loopback(_ host: String = "127.0.0.1", port: UInt16 = 0) -> NetworkAddress {
    .tcp(TCPAddress(host: host, port: port))
}

extension TestLane {
    /// A lane that has ended, so that nothing is ever accepted on it.
    static func stuck() throws -> any Lane {
        let reactor = DispatchReactor()
        let lane = try reactor.makeLane(named: "stuck")
        reactor.shutDown()
        return lane
    }
}
