import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// What becomes of queued messages when a socket closes, and how long that takes.
@Suite struct LingerTests {
    /// A peer that does not read, behind a link that takes little.
    private static let narrow = LinkConditions(sendBufferBytes: 1000, receiveBufferBytes: 1000)

    /// A PUSH with `count` messages of 1000 bytes for a PULL that stands still.
    private func stalled(_ linger: Linger, count: Int, _ test: String = #function) throws -> (
        TwoHosts, Socket
    ) {
        let hosts = try TwoHosts(test, link: Self.narrow)
        let (pull, push) = try hosts.pair(.pull, .push, near: SocketOptions(linger: linger))
        hosts.simulation.freeze("server")
        for number in 0..<count {
            try push.send([Frame("\(number)"), Frame([UInt8](repeating: 0, count: 1000))])
        }
        hosts.simulation.run(for: .seconds(1))
        return (hosts, pull)
    }

    private func received(_ pull: Socket) throws -> [String] {
        var texts: [String] = []
        while let message = try? pull.receive(timeout: .seconds(20)) { texts.append(message.text) }
        return texts
    }

    @Test func `a socket that closes before its peer is there still sends`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push)
        let log = EventLog(push)
        try push.send("last words")
        push.close()
        let pull = try hosts.bound(.pull)
        #expect(try pull.receive(timeout: .seconds(1)).text == "last words")
        #expect(hosts.client.terminate() == 0)
        #expect(log.handshakeFailures.isEmpty)
        #expect(log.disconnects == [.closedLocally])
    }

    @Test func `a socket that is dropped during its handshake still sends`() throws {
        for milliseconds in 0..<10 {
            let hosts = try TwoHosts("\(#function) \(milliseconds)")
            let pull = try hosts.bound(.pull)
            do {
                let push = try hosts.connected(.push)
                try push.send("last words")
                hosts.simulation.run(for: .milliseconds(milliseconds))
            }
            #expect(try pull.receive(timeout: .seconds(1)).text == "last words")
            let (unsent, time) = hosts.terminate()
            #expect(unsent == 0)
            #expect(time < .seconds(1))
        }
    }

    @Test func `none drops what is queued and does not wait`() throws {
        let (hosts, pull) = try stalled(.none, count: 100)
        let start = hosts.simulation.elapsed
        let unsent = hosts.client.terminate()
        #expect(hosts.simulation.elapsed == start)
        hosts.simulation.thaw("server")
        let texts = try received(pull)
        #expect(texts.count + unsent == 100)
        #expect(unsent >= 97)
    }

    @Test func `none does not wait for a peer that is not there`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push, SocketOptions(linger: .none))
        for _ in 0..<10 { try push.send("unsent") }
        #expect(hosts.client.terminate() == 10)
        #expect(hosts.simulation.elapsed == .zero)
    }

    @Test func `upTo ends after its time and counts the rest`() throws {
        let (hosts, pull) = try stalled(.upTo(.seconds(7)), count: 100)
        let start = hosts.simulation.elapsed
        let unsent = hosts.client.terminate()
        #expect(hosts.simulation.elapsed - start == .seconds(7))
        hosts.simulation.thaw("server")
        #expect(try received(pull).count + unsent == 100)
    }

    @Test func `upTo ends at once when everything is sent`() throws {
        let hosts = try TwoHosts()
        let (pull, push) = try hosts.pair(.pull, .push, near: SocketOptions(linger: .upTo(.seconds(7))))
        for _ in 0..<100 { try push.send("sent") }
        let start = hosts.simulation.elapsed
        #expect(hosts.client.terminate() == 0)
        #expect(hosts.simulation.elapsed - start < .milliseconds(100))
        #expect(try received(pull).count == 100)
    }

    @Test(arguments: [Linger.upTo(.seconds(7)), .whileProgressing(giveUpAfter: .seconds(7)), .automatic])
    func `nobody there ends the wait in time`(linger: Linger) throws {
        let hosts = try TwoHosts("\(#function) \(linger)")
        let push = try hosts.connected(.push, SocketOptions(linger: linger))
        for _ in 0..<10 { try push.send("unsent") }
        hosts.simulation.run(for: .seconds(3))
        let start = hosts.simulation.elapsed
        #expect(hosts.client.terminate() == 10)
        #expect(hosts.simulation.elapsed - start == (linger == .automatic ? .seconds(1) : .seconds(7)))
    }

    @Test(arguments: [Linger.upTo(.seconds(7)), .whileProgressing(giveUpAfter: .seconds(2)), .automatic])
    func `a peer that is lost for good while we linger does not hold us`(linger: Linger) throws {
        let (hosts, pull) = try stalled(linger, count: 100, "\(#function) \(linger)")
        defer { pull.close() }
        hosts.simulation.schedule(after: .milliseconds(500)) { hosts.simulation.kill("server") }
        let start = hosts.simulation.elapsed
        let unsent = hosts.client.terminate()
        #expect(unsent >= 97)
        #expect(hosts.simulation.elapsed - start <= .seconds(8))
        #expect(hosts.simulation.stall == nil)
    }

    @Test func `a connection that is lost while we linger is made again, and everything arrives`() throws {
        for seed in TestSeed.several(30, for: #function) {
            let hosts = try TwoHosts(seed: seed, link: LinkConditions(sendBufferBytes: 500))
            let (pull, push) = try hosts.pair(.pull, .push, near: SocketOptions(linger: .forever))
            for number in 0..<50 {
                try push.send([Frame("\(number)"), Frame([UInt8](repeating: 0, count: 300))])
            }
            push.close()
            for cut in 1...5 { hosts.simulation.schedule(after: .milliseconds(5 * cut)) { hosts.cut() } }
            let texts = try received(pull)
            #expect(texts.count >= 40, "seed \(seed)")
            #expect(texts.last == "49", "seed \(seed)")
            #expect(hosts.terminate().unsent == 0, "seed \(seed)")
        }
    }

    @Test func `whileProgressing gives up one second after the last progress`() throws {
        let (hosts, pull) = try stalled(.automatic, count: 100)
        defer { pull.close() }
        let start = hosts.simulation.elapsed
        // Progress again for a while.
        hosts.simulation.schedule(after: .milliseconds(900)) { hosts.simulation.thaw("server") }
        hosts.simulation.schedule(after: .milliseconds(910)) { hosts.simulation.freeze("server") }
        let unsent = hosts.client.terminate()
        let time = hosts.simulation.elapsed - start
        #expect(time > .milliseconds(1900) && time < .milliseconds(1920))
        #expect(unsent > 50 && unsent < 98)
    }

    @Test func `whileProgressing gives a slow peer all the time it needs`() throws {
        let hosts = try TwoHosts(link: LinkConditions(bytesPerSecond: 1000, sendBufferBytes: 500))
        let (pull, push) = try hosts.pair(.pull, .push)
        for number in 0..<50 {
            try push.send([Frame("\(number)"), Frame([UInt8](repeating: 0, count: 1000))])
        }
        let start = hosts.simulation.elapsed
        #expect(hosts.client.terminate() == 0)
        #expect(hosts.simulation.elapsed - start > .seconds(45))
        #expect(try received(pull) == (0..<50).map { "\($0)" })
    }

    /// A PUSH that has closed, with ten messages for a host that the test plays.
    private func closed(_ greeting: @escaping (ScriptedPeer) -> Void, _ test: String = #function) throws -> (
        Simulation, ScriptedHost, Socket
    ) {
        let simulation = Simulation(seed: TestSeed.announced(for: test), link: Self.narrow)
        let server = try ScriptedHost(simulation, host: "server")
        server.greeting = greeting
        try server.listen()
        let push = try Socket(.push, in: simulation.makeContext(host: "client"))
        try push.connect(TwoHosts.endpoint)
        for _ in 0..<10 { try push.send(Message([UInt8](repeating: 0, count: 1000))) }
        simulation.run(for: .seconds(1))
        push.close()
        return (simulation, server, push)
    }

    @Test func `somebody who accepts and closes again and again is no progress`() throws {
        let (simulation, _, push) = try closed { $0.close() }
        simulation.run(for: .milliseconds(1100))
        #expect(push.statistics.dropped[.closed] == 10)
    }

    @Test func `bytes of the handshake are no progress`() throws {
        let (simulation, _, push) = try closed {
            $0.send(WireBytes.greeting())
            $0.close()
        }
        simulation.run(for: .milliseconds(1100))
        #expect(push.statistics.dropped[.closed] == 10)
    }

    @Test func `a peer that pings and does not read is no progress`() throws {
        let (simulation, server, push) = try closed {
            $0.reads = false
            $0.send(WireBytes.greeting() + WireBytes.ready("PULL"))
        }
        for turn in 1...100 {
            simulation.schedule(after: .milliseconds(100 * turn)) {
                server.peers[0].send(WireBytes.ping(timeToLive: 0))
            }
        }
        simulation.run(for: .milliseconds(1500))
        #expect(push.statistics.dropped[.closed] > 5)
    }

    @Test func `forever waits for a peer that comes late`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push, SocketOptions(linger: .forever))
        try push.send("patience")
        push.close()
        hosts.simulation.run(for: .seconds(1000))
        let pull = try hosts.bound(.pull)
        #expect(hosts.client.terminate() == 0)
        #expect(try pull.receive(timeout: .seconds(1)).text == "patience")
    }

    @Test func `a bound socket lingers for its peers too`() throws {
        let hosts = try TwoHosts(link: Self.narrow)
        let (near, far) = try hosts.pair(.push, .pull, far: SocketOptions(linger: .upTo(.seconds(3))))
        hosts.simulation.freeze("client")
        for _ in 0..<20 { try near.send(Message([UInt8](repeating: 0, count: 1000))) }
        hosts.simulation.run(for: .seconds(1))
        let start = hosts.simulation.elapsed
        let unsent = hosts.server.terminate()
        #expect(hosts.simulation.elapsed - start == .seconds(3))
        hosts.simulation.thaw("client")
        var count = 0
        while (try? far.receive(timeout: .seconds(5))) != nil { count += 1 }
        #expect(count + unsent == 20)
        #expect(unsent > 10)
    }

    @Test func `what close reports is in the statistics too`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push)
        for _ in 0..<10 { try push.send("unsent") }
        push.close(linger: Linger.none)
        hosts.simulation.runUntilIdle()
        #expect(push.statistics.dropped[.closed] == 10)
        #expect(push.statistics.queuedToSend == 0)
    }

    @Test func `a disconnected endpoint still sends what was queued`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push)
        try push.send("queued")
        try push.disconnect(TwoHosts.endpoint)
        let pull = try hosts.bound(.pull)
        #expect(try pull.receive(timeout: .seconds(1)).text == "queued")
        hosts.simulation.run(for: .seconds(1))
        #expect(pull.peers.isEmpty)
    }

    @Test func `connections of an address that was unbound end with the socket`() throws {
        let hosts = try TwoHosts()
        let (pull, push) = try hosts.pair(.pull, .push)
        try pull.unbind(TwoHosts.endpoint)
        try push.send("still connected")
        #expect(try pull.receive(timeout: .seconds(1)).text == "still connected")
        pull.close()
        #expect(hosts.simulation.run { push.peers.isEmpty })
        #expect(throws: ZMQError.self) { try pull.unbind(TwoHosts.endpoint) }
    }

    @Test func `inproc connections of a name that was unbound end with the socket`() throws {
        let hosts = try TwoHosts()
        let pull = try Socket(.pull, in: hosts.server)
        try pull.bind("inproc://name")
        let push = try Socket(.push, in: hosts.server)
        try push.connect("inproc://name")
        try pull.unbind("inproc://name")
        #expect(push.peers.count == 1)
        pull.close()
        #expect(push.peers.isEmpty)
    }

    @Test func `the end of the context waits for an endpoint that was disconnected`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push)
        try push.send("queued")
        try push.disconnect(TwoHosts.endpoint)
        #expect(hosts.client.terminate() == 1)
        #expect(hosts.simulation.elapsed == .seconds(1))
    }

    @Test func `termination in a world that has died ends`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push, SocketOptions(linger: .forever))
        try push.send("never")
        hosts.simulation.kill("client")
        _ = hosts.client.terminate()
        #expect(hosts.simulation.stall == .nothingLeft)
    }
}
