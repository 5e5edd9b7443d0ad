import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// How connections come about, and come back.
@Suite struct ConnectingTests {
    @Test func `SOCK-02 a lost connection comes back without help`() throws {
        let hosts = try TwoHosts()
        let (pull, push) = try hosts.pair(.pull, .push)
        for round in 0..<5 {
            try push.send("\(round)")
            #expect(try pull.receive(timeout: .seconds(5)).text == "\(round)")
            hosts.cut()
            hosts.simulation.run(for: .milliseconds(10))
            #expect(push.peers.isEmpty && pull.peers.isEmpty)
            #expect(hosts.simulation.run(until: { push.peers.count == 1 && pull.peers.count == 1 }))
        }
    }

    @Test func `SOCK-02 connect returns before anybody is there`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push)
        #expect(hosts.simulation.elapsed == .zero)
        hosts.simulation.run(for: .seconds(30))
        let pull = try hosts.bound(.pull)
        try push.send("early enough")
        #expect(try pull.receive(timeout: .seconds(1)).text == "early enough")
    }

    @Test func `SOCK-03 a connecting endpoint queues from the start and over reconnects`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push)
        try push.send("before the first connection")
        let pull = try hosts.bound(.pull)
        #expect(try pull.receive(timeout: .seconds(5)).text == "before the first connection")
        hosts.simulation.refuseConnections(to: "server")
        hosts.cut()
        hosts.simulation.run(for: .seconds(3))
        try push.send("while there is none")
        #expect(push.statistics.queuedToSend == 1)
        hosts.simulation.refuseConnections(to: "server", false)
        #expect(try pull.receive(timeout: .seconds(5)).text == "while there is none")
    }

    @Test func `SOCK-03 an accepting endpoint has queues for those who are connected only`() throws {
        let hosts = try TwoHosts()
        let dealer = try hosts.bound(.dealer)
        #expect(try !dealer.trySend("for nobody"))
        let options = SocketOptions(receiveHighWaterMark: 1)
        let near = try hosts.connected(.dealer, options)
        hosts.simulation.freeze("client")
        #expect(!hosts.simulation.run(atMost: .seconds(1)) { !dealer.peers.isEmpty })
        hosts.simulation.thaw("client")
        hosts.simulation.run { !dealer.peers.isEmpty }
        hosts.partition()
        for _ in 0..<10 { #expect(try dealer.trySend("lost with the connection")) }
        hosts.heal()
        hosts.cut()
        #expect(hosts.simulation.run { dealer.peers.isEmpty })
        #expect(dealer.statistics.queuedToSend == 0)
        #expect(throws: ZMQError.self) { try near.receive(timeout: .seconds(10)) }
    }

    @Test func `SOCK-04 with immediate nothing is queued for who is not there`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push, SocketOptions(immediate: true))
        #expect(try !push.trySend("too early"))
        let pull = try hosts.bound(.pull)
        try push.send("in time", timeout: .seconds(5))
        #expect(try pull.receive(timeout: .seconds(5)).text == "in time")
        hosts.simulation.refuseConnections(to: "server")
        hosts.cut()
        #expect(hosts.simulation.run { push.peers.isEmpty })
        #expect(try !push.trySend("too late"))
        hosts.simulation.refuseConnections(to: "server", false)
        try push.send("again", timeout: .seconds(5))
        #expect(try pull.receive(timeout: .seconds(5)).text == "again")
    }

    @Test func `SOCK-09 a connecting side gives up a handshake after its timeout and tries again`() throws {
        let simulation = Simulation(seed: TestSeed.announced(for: #function))
        let silent = try ScriptedHost(simulation, host: "server")
        try silent.listen()
        let context = try simulation.makeContext(host: "client")
        let push = try Socket(.push, in: context, options: SocketOptions(handshakeTimeout: .seconds(3)))
        let log = EventLog(push)
        try push.connect(TwoHosts.endpoint)
        simulation.run(for: .milliseconds(3001))
        #expect(log.handshakeFailures == [])
        simulation.run(for: .milliseconds(2))
        #expect(log.handshakeFailures == [.timedOut])
        simulation.run(for: .seconds(60))
        #expect(silent.peers.count >= 15)
        #expect(Set(log.handshakeFailures) == [.timedOut])
        #expect(silent.peers.dropLast().allSatisfy { $0.hasEnded })
    }

    @Test func `SOCK-09 an accepting side gives up a handshake after its timeout`() throws {
        let hosts = try TwoHosts()
        let pull = try hosts.bound(.pull, SocketOptions(handshakeTimeout: .seconds(3)))
        let log = EventLog(pull)
        let silent = try ScriptedHost(hosts.simulation, host: "stranger")
        silent.connect(to: "server")
        // Every byte but the last.
        silent.greeting = { $0.send(WireBytes.greeting() + WireBytes.ready("PUSH").dropLast()) }
        hosts.simulation.run(for: .seconds(3))
        #expect(log.handshakeFailures == [])
        hosts.simulation.run(for: .milliseconds(3))
        #expect(log.handshakeFailures == [.stalled(after: PeerInfo.ProtocolVersion(major: 3, minor: 1))])
        #expect(silent.peers.map(\.hasEnded) == [true])
    }

    @Test func `SOCK-09 without a timeout a handshake may take for ever`() throws {
        let hosts = try TwoHosts()
        let pull = try hosts.bound(.pull, SocketOptions(handshakeTimeout: .zero))
        let slow = try ScriptedHost(hosts.simulation, host: "stranger")
        slow.connect(to: "server")
        hosts.simulation.run(for: .seconds(10_000))
        #expect(slow.peers.map(\.hasEnded) == [false])
        slow.peers[0].send(WireBytes.greeting() + WireBytes.ready("PUSH") + WireBytes.message("at last"))
        #expect(try pull.receive(timeout: .seconds(1)).text == "at last")
    }

    @Test func `SOCK-09 the timeout is 30 seconds by default and includes the connection's first byte`()
        throws
    {
        let hosts = try TwoHosts()
        let pull = try hosts.bound(.pull)
        defer { pull.close() }
        let log = EventLog(pull)
        let silent = try ScriptedHost(hosts.simulation, host: "stranger")
        silent.connect(to: "server")
        hosts.simulation.run(for: .seconds(30))
        #expect(log.handshakeFailures == [])
        hosts.simulation.run(for: .milliseconds(10))
        #expect(log.handshakeFailures == [.timedOut])
    }
}
