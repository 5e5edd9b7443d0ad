import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// ROUTER and the names of its peers, over connections that come and go.
@Suite struct RouterTests {
    @Test(arguments: [
        (SocketType.pull, "PUSH", false), (.dealer, "DEALER", false), (.xpub, "XSUB", false),
        (.router, "DEALER", true), (.rep, "REQ", true),
    ])
    func `META-10 a peer's identity means something to ROUTER and REP only`(
        type: SocketType, peers: String, minds: Bool
    ) throws {
        let hosts = try TwoHosts("\(#function) \(type)")
        let socket = try hosts.bound(type)
        let twins = try ScriptedHost(hosts.simulation, host: "twins")
        twins.greeting = { $0.send(WireBytes.greeting() + WireBytes.ready(peers, identity: "me")) }
        twins.connect(to: "server")
        twins.connect(to: "server")
        hosts.simulation.run { twins.peers.count == 2 }
        hosts.simulation.run(for: .seconds(1))
        #expect(socket.peers.count == (minds ? 1 : 2))
        #expect(twins.peers.count { $0.hasEnded } == (minds ? 1 : 0))
    }

    private static let named = SocketOptions(routingID: "alice")

    private func collisions(_ log: EventLog) -> Int {
        log.all.count { if case .identityCollision = $0 { true } else { false } }
    }

    @Test func `RTR-07 a second peer with a name in use is refused until the first is gone`() throws {
        let hosts = try TwoHosts()
        let (router, first) = try hosts.pair(.router, .dealer, near: Self.named)
        let log = EventLog(router)
        let second = try hosts.connected(.dealer, Self.named)
        hosts.simulation.run(for: .seconds(5))
        #expect(router.peers.count == 1)
        #expect(collisions(log) > 5)
        #expect(log.handshakeFailures.first == .duplicateIdentity("alice"))
        try router.send(["alice", "for the first"])
        #expect(try first.receive(timeout: .seconds(1)).text == "for the first")
        first.close()
        #expect(hosts.simulation.run { router.peers.isEmpty })
        #expect(hosts.simulation.run { !router.peers.isEmpty })
        try router.send(["alice", "for the second"])
        #expect(try second.receive(timeout: .seconds(1)).text == "for the second")
    }

    @Test
    func `RTR-08 with takeOver the second peer gets the name, and what was queued for the first is lost`()
        throws
    {
        let hosts = try TwoHosts(link: LinkConditions(sendBufferBytes: 2000, receiveBufferBytes: 2000))
        let options = SocketOptions(router: RouterOptions(onDuplicateIdentity: .takeOver))
        let router = try hosts.bound(.router, options)
        let first = try hosts.connected(.dealer, SocketOptions(reconnect: .never))
        first.close()
        let old = try hosts.connected(
            .dealer, SocketOptions(routingID: "alice", reconnect: .never))
        hosts.simulation.run { router.peers.count == 1 && !old.peers.isEmpty }
        let log = EventLog(router)
        hosts.simulation.freeze("client")
        for _ in 0..<500 { try router.send(["alice", Frame([UInt8](repeating: 0, count: 1000))]) }
        hosts.simulation.run(for: .seconds(1))
        let other = try hosts.simulation.makeContext(host: "other")
        let second = try Socket(.dealer, in: other, options: Self.named)
        try second.connect(TwoHosts.endpoint).ready(timeout: .seconds(5))
        hosts.simulation.run(for: .milliseconds(10))
        #expect(router.peers.count == 1)
        #expect(collisions(log) == 1)
        #expect(log.disconnects == [.takenOver])
        #expect(router.statistics.queuedToSend == 0)
        #expect(router.statistics.dropped[.peerGone] > 200)
        try router.send(["alice", "for the second"])
        #expect(try second.receive(timeout: .seconds(1)).text == "for the second")
        hosts.simulation.thaw("client")
        hosts.simulation.run(for: .seconds(1))
        #expect(old.peers.isEmpty)
    }

    @Test func `RTR-09 a peer that comes back at once finds its name free`() throws {
        for seed in TestSeed.several(50, for: #function) {
            let hosts = try TwoHosts(seed: seed)
            let router = try hosts.bound(.router)
            let log = EventLog(router)
            for round in 0..<10 {
                let dealer = try hosts.connected(.dealer, Self.named)
                try dealer.send("\(round)")
                #expect(try router.receive(timeout: .seconds(5))[1].text == "\(round)", "seed \(seed)")
                dealer.close()
            }
            #expect(collisions(log) == 0, "seed \(seed)")
        }
    }

    @Test func `RTR-09 a peer that comes back after a break finds its name free`() throws {
        for seed in TestSeed.several(50, for: #function) {
            let hosts = try TwoHosts(seed: seed)
            let policy = ReconnectPolicy(interval: .milliseconds(1))
            let options = SocketOptions(routingID: "alice", reconnect: policy)
            let (router, dealer) = try hosts.pair(.router, .dealer, near: options)
            let log = EventLog(router)
            for round in 0..<10 {
                hosts.cut()
                hosts.simulation.run { dealer.peers.isEmpty }
                hosts.simulation.run { !dealer.peers.isEmpty && !router.peers.isEmpty }
                try dealer.send("\(round)")
                #expect(try router.receive(timeout: .seconds(5))[1].text == "\(round)", "seed \(seed)")
            }
            #expect(collisions(log) == 0, "seed \(seed)")
        }
    }

    @Test func `a half-open connection keeps its name until it is noticed, or taken over`() throws {
        for takesOver in [false, true] {
            let hosts = try TwoHosts("\(#function) \(takesOver)")
            let options = SocketOptions(
                heartbeat: HeartbeatPolicy(interval: .seconds(5)),
                router: RouterOptions(onDuplicateIdentity: takesOver ? .takeOver : .reject))
            let (router, _) = try hosts.pair(.router, .dealer, far: options, near: Self.named)
            hosts.simulation.kill("client", silently: true)
            let context = try hosts.simulation.makeContext(host: "other")
            let again = try Socket(.dealer, in: context, options: Self.named)
            try again.connect(TwoHosts.endpoint)
            let start = hosts.simulation.elapsed
            let log = EventLog(router)
            #expect(hosts.simulation.run { log.handshakes == 1 })
            let time = hosts.simulation.elapsed - start
            #expect(takesOver ? time < .seconds(1) : time > .seconds(4) && time < .seconds(12))
            try router.send(["alice", "welcome back"])
            #expect(try again.receive(timeout: .seconds(1)).text == "welcome back")
        }
    }

    @Test func `RTR-05 peers without a name get different ones, new ones with each connection`() throws {
        let hosts = try TwoHosts()
        let router = try hosts.bound(.router)
        let dealers = try (0..<20).map { _ in try hosts.connected(.dealer) }
        var names: Set<Frame> = []
        for _ in 0..<3 {
            for dealer in dealers { try dealer.send("hello") }
            for _ in dealers {
                let name = try router.receive(timeout: .seconds(5))[0]
                #expect(name.count == 5 && name.first == 0)
                names.insert(name)
            }
            hosts.cut()
            hosts.simulation.run { router.peers.isEmpty }
        }
        #expect(names.count == 60)
    }

    @Test func `RTR-04 a mandatory router waits for room, and says so when there is no such peer`() throws {
        let hosts = try TwoHosts(link: LinkConditions(sendBufferBytes: 1000, receiveBufferBytes: 1000))
        let options = SocketOptions(sendHighWaterMark: 5, router: RouterOptions(mandatory: true))
        let (router, dealer) = try hosts.pair(.router, .dealer, far: options, near: Self.named)
        let error = #expect(throws: ZMQError.self) { try router.send(["bob", "hello"]) }
        #expect(error?.code == .unroutable)
        hosts.simulation.freeze("client")
        let message: Message = ["alice", Frame([UInt8](repeating: 0, count: 300_000))]
        var sent = 0
        while (try? router.send(message, timeout: .seconds(1))) != nil { sent += 1 }
        #expect((5...7).contains(sent))
        hosts.simulation.schedule(after: .seconds(1)) { hosts.simulation.thaw("client") }
        try router.send(message, timeout: .seconds(100))
        for _ in 0...sent { _ = try dealer.receive(timeout: .seconds(60)) }
    }

    @Test
    func `RTR-10 a peer that the application named can be addressed before it is there, and after a break`()
        throws
    {
        let hosts = try TwoHosts()
        let router = try RouterSocket(in: hosts.client)
        try router.connect(TwoHosts.endpoint, routingID: "bob")
        try router.send(["bob", "early"])
        let dealer = try hosts.bound(.dealer)
        #expect(try dealer.receive(timeout: .seconds(5)).text == "early")
        hosts.cut()
        hosts.simulation.run { dealer.peers.isEmpty }
        try router.send(["bob", "meanwhile"])
        #expect(try dealer.receive(timeout: .seconds(5)).text == "meanwhile")
        try dealer.send("answer")
        #expect(try router.receive(timeout: .seconds(5))[0] == "bob")
    }
}
