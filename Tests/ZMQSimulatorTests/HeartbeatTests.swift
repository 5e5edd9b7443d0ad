import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// Watching over peers, as sockets do it.
@Suite struct HeartbeatTests {
    private static let ping = WireBytes.command("PING").dropFirst(2).prefix(5)

    /// A scripted peer of a PULL that is bound, its handshake done.
    private func watched(
        _ options: SocketOptions, minor: UInt8 = 1, _ test: String = #function
    ) throws -> (simulation: Simulation, pull: Socket, host: ScriptedHost, peer: ScriptedPeer) {
        let hosts = try TwoHosts(test)
        let pull = try hosts.bound(.pull, options)
        let host = try ScriptedHost(hosts.simulation, host: "stranger")
        host.greeting = { $0.send(WireBytes.greeting(minor: minor) + WireBytes.ready("PUSH")) }
        host.connect(to: "server")
        guard hosts.simulation.run(until: { !pull.peers.isEmpty }), let peer = host.peers.first else {
            throw TwoHosts.NotConnected()
        }
        return (hosts.simulation, pull, host, peer)
    }

    private func pings(_ peer: ScriptedPeer) -> Int { peer.received.occurrences(of: Array(Self.ping)) }

    @Test func `HB-01 a PING goes out every interval, and none without the option`() throws {
        let policy = HeartbeatPolicy(interval: .seconds(1), timeout: .seconds(100))
        let (simulation, pull, _, peer) = try watched(SocketOptions(heartbeat: policy))
        defer { pull.close() }
        #expect(pings(peer) == 0)
        simulation.run(for: .milliseconds(990))
        #expect(pings(peer) == 0)
        simulation.run(for: .milliseconds(20))
        #expect(pings(peer) == 1)
        peer.send(WireBytes.command("PONG"))
        simulation.run(for: .seconds(1))
        #expect(pings(peer) == 2)

        let (other, quiet, _, silent) = try watched(SocketOptions())
        other.run(for: .seconds(10_000))
        #expect(pings(silent) == 0)
        #expect(quiet.peers.count == 1)
    }

    @Test func `ZMTP-32 commands go out between messages, also while a large one is on its way`() throws {
        let buffers = 2000
        let simulation = Simulation(
            seed: TestSeed.announced(for: #function),
            link: LinkConditions(sendBufferBytes: buffers, receiveBufferBytes: buffers))
        let context = try simulation.makeContext(host: "server")
        let policy = HeartbeatPolicy(interval: .milliseconds(20), timeout: .seconds(100))
        let push = try Socket(.push, in: context, options: SocketOptions(heartbeat: policy))
        try push.bind(TwoHosts.endpoint)
        let host = try ScriptedHost(simulation, host: "stranger")
        host.greeting = { $0.send(WireBytes.greeting() + WireBytes.ready("PULL")) }
        host.connect(to: "server")
        simulation.run { !push.peers.isEmpty }
        let parts = 4
        for _ in 0..<3 {
            try push.send(
                Message((0..<parts).map { _ in Frame([UInt8](repeating: 7, count: 50_000)) }))
        }
        let peer = try #require(host.peers.first)
        // It asks all the time, and reads slowly.
        for _ in 0..<1000 {
            peer.send(WireBytes.ping(timeToLive: 0))
            simulation.run(for: .milliseconds(5))
        }
        #expect(push.statistics.queuedToSend == 0)
        let frames = WireBytes.frames(of: peer.received.dropFirst(64))
        #expect(frames.count { !$0.isCommand } == 3 * parts)
        #expect(pings(peer) > 3)
        #expect(peer.received.occurrences(of: [4] + Array("PONG".utf8)) > 3)
        for (frame, next) in zip(frames, frames.dropFirst()) where frame.hasMore {
            #expect(!next.isCommand)
        }
    }

    @Test(arguments: [nil, Duration.milliseconds(400), .seconds(3)])
    func `HB-09 a peer that is silent after a PING is given up after the timeout`(timeout: Duration?) throws {
        let policy = HeartbeatPolicy(interval: .seconds(1), timeout: timeout)
        let (simulation, pull, _, peer) = try watched(SocketOptions(heartbeat: policy))
        let log = EventLog(pull)
        let start = simulation.elapsed
        simulation.run { log.disconnects == [.heartbeatTimedOut] }
        let time = simulation.elapsed - start
        let expected = Duration.seconds(1) + (timeout ?? .seconds(1))
        #expect(time > expected - .milliseconds(10) && time <= expected)
        simulation.run(for: .milliseconds(5))
        #expect(peer.hasEnded)
    }

    @Test(arguments: [
        ("PONG", WireBytes.command("PONG")), ("PING", WireBytes.ping(timeToLive: 0)),
        ("a message", WireBytes.message("life")),
    ])
    func `HB-10 whatever arrives counts as life`(what: String, bytes: [UInt8]) throws {
        let policy = HeartbeatPolicy(interval: .seconds(1))
        let (simulation, pull, _, peer) = try watched(
            SocketOptions(heartbeat: policy), "\(#function) \(what)")
        for _ in 0..<50 {
            peer.send(bytes)
            simulation.run(for: .milliseconds(900))
            #expect(pull.peers.count == 1)
        }
        simulation.run(for: .milliseconds(3000))
        #expect(pull.peers.isEmpty)
    }

    @Test func `HB-10 parts of a large message count as life`() throws {
        let policy = HeartbeatPolicy(interval: .seconds(1))
        let (simulation, pull, _, peer) = try watched(SocketOptions(heartbeat: policy))
        let bytes: [UInt8] = [2, 0, 0, 0, 0, 0, 0, 0, 40] + [UInt8](repeating: 7, count: 40)
        for byte in bytes {
            peer.send([byte])
            simulation.run(for: .milliseconds(900))
        }
        #expect(try pull.tryReceive()?.bytes.count == 40)
        #expect(pull.peers.count == 1)
    }

    @Test func `HB-11 the timeout runs from the first PING that was not answered`() throws {
        let policy = HeartbeatPolicy(interval: .milliseconds(100), timeout: .seconds(1))
        let (simulation, pull, _, peer) = try watched(SocketOptions(heartbeat: policy))
        let start = simulation.elapsed
        simulation.run { pull.peers.isEmpty }
        #expect(simulation.elapsed - start <= .milliseconds(1100))
        // HB-13
        #expect((1...10).contains(pings(peer)))
    }

    @Test(arguments: [UInt16(1), 10, 656, 6553])
    func `HB-06 a peer that asked to be given up after its time is`(timeToLive: UInt16) throws {
        let (simulation, pull, _, peer) = try watched(SocketOptions(), "\(#function) \(timeToLive)")
        let log = EventLog(pull)
        peer.send(WireBytes.ping(timeToLive: timeToLive))
        simulation.run(for: .milliseconds(5))
        let start = simulation.elapsed
        #expect(simulation.run(atMost: .seconds(10_000)) { pull.peers.isEmpty })
        let time = simulation.elapsed - start
        let expected = Duration.milliseconds(100) * Int(timeToLive)
        #expect(time <= expected && time > expected - .milliseconds(10))
        #expect(log.disconnects == [.heartbeatTimedOut])
    }

    @Test func `HB-10 traffic clears the peer's time to live, and its next PING arms it again`() throws {
        let (simulation, pull, _, peer) = try watched(SocketOptions())
        peer.send(WireBytes.ping(timeToLive: 10))
        simulation.run(for: .milliseconds(500))
        peer.send(WireBytes.message("life"))
        simulation.run(for: .seconds(1000))
        #expect(pull.peers.count == 1)
        peer.send(WireBytes.ping(timeToLive: 10))
        simulation.run(for: .milliseconds(1010))
        #expect(pull.peers.isEmpty)
    }

    @Test func `HB-02 every PING is answered with its context`() throws {
        let (simulation, pull, _, peer) = try watched(SocketOptions())
        defer { pull.close() }
        simulation.run(for: .milliseconds(5))
        for number in 0..<20 {
            let context = [UInt8](repeating: UInt8(number), count: number % 17)
            let before = peer.received.count
            peer.send(WireBytes.ping(timeToLive: 0, context: context))
            simulation.run(for: .milliseconds(5))
            #expect(Array(peer.received[before...]) == WireBytes.command("PONG", context))
        }
    }

    @Test func `HB-14 a peer with ZMTP 3_0 gets no PING`() throws {
        let policy = HeartbeatPolicy(interval: .seconds(1))
        let (simulation, pull, _, peer) = try watched(SocketOptions(heartbeat: policy), minor: 0)
        simulation.run(for: .seconds(100))
        #expect(pings(peer) == 0)
        #expect(pull.peers.count == 1)
        // But what it asks for itself counts.
        peer.send(WireBytes.ping(timeToLive: 10))
        simulation.run(for: .milliseconds(1010))
        #expect(pull.peers.isEmpty)
    }

    @Test func `HB-15 a PONG that nobody asked for is ignored`() throws {
        let (simulation, pull, _, peer) = try watched(SocketOptions())
        for _ in 0..<10 { peer.send(WireBytes.command("PONG", Array("x".utf8))) }
        peer.send(WireBytes.message("after it"))
        simulation.run(for: .milliseconds(50))
        #expect(try pull.tryReceive()?.text == "after it")
    }

    @Test func `HB-12 a silent partition is noticed on both sides, and the connection comes back after it`()
        throws
    {
        let hosts = try TwoHosts()
        let options = SocketOptions(heartbeat: HeartbeatPolicy(interval: .seconds(1), timeout: .seconds(2)))
        let (pull, push) = try hosts.pair(.pull, .push, far: options, near: options)
        let logs = [EventLog(pull), EventLog(push)]
        hosts.simulation.run(for: .seconds(100))
        #expect(logs.allSatisfy { $0.disconnects == [] })
        hosts.partition()
        let start = hosts.simulation.elapsed
        #expect(hosts.simulation.run { push.peers.isEmpty && pull.peers.isEmpty })
        #expect(hosts.simulation.elapsed - start <= .seconds(3))
        #expect(logs.allSatisfy { $0.disconnects == [.heartbeatTimedOut] })
        try push.send("kept")
        hosts.simulation.run(for: .seconds(10))
        hosts.heal()
        #expect(try pull.receive(timeout: .seconds(20)).text == "kept")
    }

    @Test func `without heartbeats nobody notices a partition, and traffic goes on after it`() throws {
        let hosts = try TwoHosts()
        let (pull, push) = try hosts.pair(.pull, .push)
        hosts.partition()
        try push.send("held back")
        hosts.simulation.run(for: .seconds(10_000))
        #expect(push.peers.count == 1 && pull.peers.count == 1)
        hosts.heal()
        #expect(try pull.receive(timeout: .seconds(1)).text == "held back")
    }

    @Test func `a host that lost its power is noticed by its silence`() throws {
        let hosts = try TwoHosts()
        let options = SocketOptions(heartbeat: HeartbeatPolicy(interval: .seconds(1)))
        let (pull, push) = try hosts.pair(.pull, .push, near: options)
        defer { pull.close() }
        hosts.simulation.kill("server", silently: true)
        #expect(hosts.simulation.run(atMost: .milliseconds(2100)) { push.peers.isEmpty })
        let again = try Socket(.pull, in: hosts.simulation.makeContext(host: "server"))
        try again.bind(TwoHosts.endpoint)
        try push.send("to the new one")
        #expect(try again.receive(timeout: .seconds(200)).text == "to the new one")
    }

    @Test func `a program that does not read for long does not lose its healthy peers`() throws {
        let hosts = try TwoHosts()
        let options = SocketOptions(
            receiveHighWaterMark: 10, heartbeat: HeartbeatPolicy(interval: .seconds(1), timeout: .seconds(2)))
        let (pull, push) = try hosts.pair(.pull, .push, far: options)
        for number in 0..<500 {
            try push.send([Frame("\(number)"), Frame([UInt8](repeating: 0, count: 500))])
        }
        hosts.simulation.run(for: .seconds(60))
        #expect(pull.peers.count == 1)
        for number in 0..<500 { #expect(try pull.receive(timeout: .seconds(5)).text == "\(number)") }
        hosts.partition()
        #expect(hosts.simulation.run(atMost: .seconds(4)) { pull.peers.isEmpty })
    }

    @Test func `a connection that breaks while its PING is written stays dead`() throws {
        for seed in TestSeed.several(40, for: #function) {
            let hosts = try TwoHosts(seed: seed)
            let options = SocketOptions(
                heartbeat: HeartbeatPolicy(interval: .seconds(1), timeout: .seconds(10)), reconnect: .never)
            let pull = try hosts.bound(.pull, options)
            let push = try hosts.connected(.push, options)
            hosts.simulation.run { !pull.peers.isEmpty }
            // In the instant of the PING: in some of the orders, it is the write of the PING that finds the break.
            hosts.simulation.schedule(after: .seconds(1)) { hosts.cut() }
            hosts.simulation.run(for: .seconds(100))
            #expect(pull.peers.isEmpty && push.peers.isEmpty, "seed \(seed)")
        }
    }
}
