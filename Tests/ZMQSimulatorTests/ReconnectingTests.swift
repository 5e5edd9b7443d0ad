import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// When an endpoint tries again, and when it does not.
@Suite struct ReconnectingTests {
    /// A socket that connects to where nobody listens, and what it does in `time`.
    private func attempts(
        _ policy: ReconnectPolicy, for time: Duration, _ test: String = #function
    ) throws -> (log: EventLog, socket: Socket, hosts: TwoHosts) {
        let hosts = try TwoHosts(test)
        let push = try Socket(.push, in: hosts.client, options: SocketOptions(reconnect: policy))
        let log = EventLog(push)
        try push.connect(TwoHosts.endpoint)
        hosts.simulation.run(for: time)
        return (log, push, hosts)
    }

    @Test func `SOCK-10 each delay is the interval and a random part of another one`() throws {
        let (log, _, _) = try attempts(ReconnectPolicy(), for: .seconds(100))
        #expect(log.retries.count > 500)
        #expect(log.retries.allSatisfy { $0 >= .milliseconds(100) && $0 < .milliseconds(200) })
        // The whole range is used, and no value twice.
        #expect(log.retries.contains { $0 < .milliseconds(110) })
        #expect(log.retries.contains { $0 > .milliseconds(190) })
        #expect(Set(log.retries).count == log.retries.count)
    }

    @Test func `SOCK-10 the delay is what passes between two attempts`() throws {
        let (log, push, hosts) = try attempts(ReconnectPolicy(jitter: 0), for: .milliseconds(1))
        defer { push.close() }
        let start = hosts.simulation.elapsed
        hosts.simulation.run { log.attempts == 11 }
        // Each attempt is refused after a way forth and back.
        #expect(hosts.simulation.elapsed - start == .milliseconds(10 * 102 - 1))
    }

    @Test func `SOCK-10 with a maximum the delay doubles up to it`() throws {
        let policy = ReconnectPolicy(maximumInterval: .milliseconds(1600))
        let (log, _, _) = try attempts(policy, for: .seconds(10))
        let expected = [100, 200, 400, 800, 1600, 1600, 1600].map { Duration.milliseconds($0) }
        #expect(Array(log.retries.prefix(7)) == expected)
    }

    @Test func `SOCK-11 the delay starts over after a connection, also if the handshake fails`() throws {
        let simulation = Simulation(seed: TestSeed.announced(for: #function))
        let server = try ScriptedHost(simulation, host: "server")
        let context = try simulation.makeContext(host: "client")
        let policy = ReconnectPolicy(maximumInterval: .seconds(100))
        let push = try Socket(.push, in: context, options: SocketOptions(reconnect: policy))
        let log = EventLog(push)
        try push.connect(TwoHosts.endpoint)
        simulation.run(for: .seconds(2))
        #expect(log.retries.count == 5)
        server.greeting = { $0.close() }
        try server.listen()
        simulation.run { server.peers.count == 3 }
        simulation.run(for: .milliseconds(10))
        #expect(log.retries.suffix(3) == [.milliseconds(100), .milliseconds(100), .milliseconds(100)])
    }

    @Test func `SOCK-12 reconnecting can be turned off`() throws {
        let (log, push, hosts) = try attempts(.never, for: .seconds(1000))
        #expect(log.attempts == 1)
        #expect(log.retries == [])
        let connection = try push.connect("tcp://server:5556")
        let error = #expect(throws: ZMQError.self) { try connection.ready(timeout: .seconds(1)) }
        #expect(error?.code == .connectionRefused)
        #expect(hosts.terminate().time < .seconds(2))
    }

    @Test func `ERR-04, ERR-07 a peer that closes without a word is tried again, but not hammered`() throws {
        let simulation = Simulation(seed: TestSeed.announced(for: #function))
        let server = try ScriptedHost(simulation, host: "server")
        server.greeting = { $0.close() }
        try server.listen()
        let context = try simulation.makeContext(host: "client")
        let push = try Socket(.push, in: context)
        try push.connect(TwoHosts.endpoint)
        simulation.run(for: .seconds(100))
        #expect((500...1000).contains(server.peers.count))
    }

    /// What a peer does wrong.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]

        init(_ name: String, _ mechanism: String = "NULL", type: String? = nil, then rest: [UInt8] = []) {
            testDescription = name
            bytes = WireBytes.greeting(mechanism) + (type.map { WireBytes.ready($0) } ?? []) + rest
        }

        init(_ name: String, bytes: [UInt8]) {
            testDescription = name
            self.bytes = bytes
        }

        static let all: [Fault] = [
            Fault("an oversized frame", type: "PULL", then: [2, 0, 0, 0, 1, 0, 0, 0, 0]),
            Fault("reserved flags", type: "PULL", then: [0xF8, 1, 1]),
            Fault("another mechanism", "PLAIN"),
            Fault("ERROR", then: WireBytes.command("ERROR", [4] + Array("nope".utf8))),
            Fault("the wrong socket type", type: "PUB"),
            Fault("no ZMTP", bytes: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)),
        ]
    }

    @Test(arguments: Fault.all)
    func `SOCK-14, TYPE-03, ERR-03 after a protocol error a connecting side gives up`(fault: Fault) throws {
        for triesAgain in [false, true] {
            let simulation = Simulation(
                seed: TestSeed.announced(for: "\(#function) \(fault.testDescription)"))
            let server = try ScriptedHost(simulation, host: "server")
            server.greeting = { $0.send(fault.bytes) }
            try server.listen()
            let context = try simulation.makeContext(host: "client")
            let options = SocketOptions(
                maximumMessageBytes: 1000, reconnect: ReconnectPolicy(afterProtocolErrors: triesAgain))
            let push = try Socket(.push, in: context, options: options)
            let connection = try push.connect(TwoHosts.endpoint)
            simulation.run(for: .seconds(10))
            #expect(triesAgain ? server.peers.count > 40 : server.peers.count == 1)
            #expect(server.peers.dropLast(triesAgain ? 1 : 0).allSatisfy { $0.hasEnded })
            #expect(connection.isReady == false)
            if !triesAgain {
                #expect(throws: ZMQError.self) { try connection.ready(timeout: .seconds(1)) }
                let error = #expect(throws: ZMQError.self) { try connection.disconnect() }
                #expect(error?.code == .noSuchEndpoint)
            }
        }
    }

    @Test func `ERR-02 the ERROR is sent before the connection is closed`() throws {
        // As real buffers, which are empty at the beginning and take it as a whole.
        let hosts = try TwoHosts(link: LinkConditions(splits: false))
        let pull = try hosts.bound(.pull)
        let stranger = try ScriptedHost(hosts.simulation, host: "stranger")
        stranger.greeting = { $0.send(WireBytes.greeting() + WireBytes.ready("PUB")) }
        stranger.connect(to: "server")
        hosts.simulation.run { stranger.peers.first?.hasEnded == true }
        let received = try #require(stranger.peers.first?.received)
        #expect(received.occurrences(of: [5] + Array("ERROR".utf8)) == 1)
        #expect(pull.peers.isEmpty)
    }

    @Test func `SOCK-14 an accepting side goes on accepting after a protocol error`() throws {
        let hosts = try TwoHosts()
        let pull = try hosts.bound(.pull)
        let stranger = try ScriptedHost(hosts.simulation, host: "stranger")
        stranger.greeting = { $0.send(WireBytes.greeting() + WireBytes.ready("PUB")) }
        for _ in 0..<5 { stranger.connect(to: "server") }
        #expect(
            hosts.simulation.run { stranger.peers.count == 5 && stranger.peers.allSatisfy { $0.hasEnded } })
        try hosts.connected(.push).send("still there")
        #expect(try pull.receive(timeout: .seconds(5)).text == "still there")
    }

    @Test func `an endpoint that gave up can be connected to again`() throws {
        let simulation = Simulation(seed: TestSeed.announced(for: #function))
        let server = try ScriptedHost(simulation, host: "server")
        server.greeting = { $0.send(WireBytes.greeting() + WireBytes.ready("PUB")) }
        try server.listen()
        let context = try simulation.makeContext(host: "client")
        let dealer = try Socket(.dealer, in: context)
        let first = try dealer.connect(TwoHosts.endpoint)
        #expect(throws: ZMQError.self) { try first.ready(timeout: .seconds(1)) }
        server.greeting = { $0.send(WireBytes.greeting() + WireBytes.ready("ROUTER")) }
        try dealer.connect(TwoHosts.endpoint).ready(timeout: .seconds(1))
    }

    @Test func `an endpoint that gave up is forgotten, and disconnect ends the connection that lives`() throws
    {
        let hosts = try TwoHosts()
        let push = try Socket(.push, in: hosts.client, options: SocketOptions(reconnect: .never))
        let log = EventLog(push)
        let first = try push.connect(TwoHosts.endpoint)
        #expect(throws: ZMQError.self) { try first.ready(timeout: .seconds(1)) }
        #expect(log.closings == [first.endpoint])
        let pull = try hosts.bound(.pull)
        try push.connect(TwoHosts.endpoint).ready(timeout: .seconds(1))
        try push.disconnect(TwoHosts.endpoint)
        #expect(push.peers.isEmpty)
        #expect(hosts.simulation.run { pull.peers.isEmpty })
        let error = #expect(throws: ZMQError.self) { try push.disconnect(TwoHosts.endpoint) }
        #expect(error?.code == .noSuchEndpoint)
        #expect(log.closings == [first.endpoint, first.endpoint])
    }

    @Test func `of two connections to the same endpoint the one that is told to ends`() throws {
        let hosts = try TwoHosts()
        let pull = try hosts.bound(.pull)
        let push = try Socket(.push, in: hosts.client)
        let connections = try (0..<2).map { _ in try push.connect(TwoHosts.endpoint) }
        for connection in connections { try connection.ready(timeout: .seconds(1)) }
        try connections[1].disconnect()
        #expect(hosts.simulation.run { pull.peers.count == 1 })
        #expect(connections.map(\.isReady) == [true, false])
        #expect(throws: ZMQError.self) { try connections[1].disconnect() }
        try connections[0].disconnect()
        #expect(hosts.simulation.run { pull.peers.isEmpty })
    }

    @Test(arguments: SocketType.allCases)
    func `SOCK-15 a second connect to the same endpoint`(type: SocketType) throws {
        let hosts = try TwoHosts("\(#function) \(type)")
        let partners: [SocketType: SocketType] = [
            .pair: .pair, .pub: .sub, .sub: .pub, .req: .rep, .rep: .req, .dealer: .router, .router: .dealer,
            .pull: .push, .push: .pull, .xpub: .xsub, .xsub: .xpub,
        ]
        let bound = try hosts.bound(try #require(partners[type]))
        let socket = try hosts.connected(type)
        let isIgnored = [.dealer, .sub, .pub, .req].contains(type)
        if type == .pair {
            #expect(throws: ZMQError.self) { try socket.connect(TwoHosts.endpoint) }
        } else {
            try socket.connect(TwoHosts.endpoint)
        }
        hosts.simulation.run(for: .seconds(1))
        #expect(bound.peers.count == (isIgnored || type == .pair ? 1 : 2))
    }

    @Test func `accepting goes on after the system ran out of descriptors`() throws {
        let hosts = try TwoHosts()
        let pull = try hosts.bound(.pull)
        let log = EventLog(pull)
        hosts.simulation.failAccepts(on: "server", count: 3)
        try hosts.connected(.push).send("in the end")
        #expect(try pull.receive(timeout: .seconds(5)).text == "in the end")
        let failures = log.all.count { if case .acceptFailed = $0 { true } else { false } }
        #expect(failures == 3)
    }
}
