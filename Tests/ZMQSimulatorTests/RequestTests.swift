import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// REQ and REP over a network that fails.
@Suite struct RequestTests {
    @Test func `REQ-12 a REQ whose peer dies waits for ever`() throws {
        let hosts = try TwoHosts()
        let (reply, request) = try hosts.pair(.rep, .req)
        try request.send("question")
        #expect(try reply.receive(timeout: .seconds(1)).text == "question")
        hosts.simulation.kill("server")
        #expect(throws: ZMQError.self) { try request.receive(timeout: .seconds(10_000)) }
        let error = #expect(throws: ZMQError.self) { try request.send("another") }
        #expect(error?.code == .wrongState)
        // REQ-05: also when the peer is there again.
        let again = try Socket(.rep, in: hosts.simulation.makeContext(host: "server"))
        try again.bind(TwoHosts.endpoint)
        #expect(throws: ZMQError.self) { try request.receive(timeout: .seconds(100)) }
    }

    @Test func `a request with a timeout and retries survives a server that dies`() throws {
        let hosts = try TwoHosts()
        let request = try RequestSocket(in: hosts.client)
        try request.connect(TwoHosts.endpoint)
        let first = try hosts.bound(.rep)
        hosts.simulation.schedule(after: .milliseconds(1500)) { hosts.simulation.kill("server") }
        let simulation = hosts.simulation
        simulation.schedule(after: .milliseconds(3500)) {
            guard let context = try? simulation.makeContext(host: "server"),
                let reply = try? Socket(.rep, in: context), (try? reply.bind(TwoHosts.endpoint)) != nil
            else { return }
            answer(reply, "second", times: 20, in: simulation)
        }
        #expect(throws: ZMQError.self) { try request.request("question", timeout: .seconds(1), retries: 1) }
        #expect(try request.request("question", timeout: .seconds(1), retries: 5).text == "question second")
        #expect(try request.request("question", timeout: .seconds(1)).text == "question second")
        first.close()
    }

    /// Answers every 50 ms whatever has come.
    private func answer(_ reply: Socket, _ name: String, times: Int, in simulation: Simulation) {
        if let message = try? reply.tryReceive() { _ = try? reply.trySend("\(message.text) \(name)") }
        guard times > 0 else { return }
        simulation.schedule(after: .milliseconds(50)) {
            answer(reply, name, times: times - 1, in: simulation)
        }
    }

    @Test func `a late reply is never taken for another one`() throws {
        for seed in TestSeed.several(100, for: #function) {
            var generator = SeededRandom(seed: seed)
            let hosts = try TwoHosts(
                seed: seed, link: LinkConditions(delay: .milliseconds(3), jitter: .milliseconds(10)))
            let request = try RequestSocket(
                in: hosts.client, options: SocketOptions(request: RequestOptions(correlates: seed % 4 == 0)))
            try request.connect(TwoHosts.endpoint)
            // The server is a ROUTER, so that it can answer late and in any order.
            let server = Server(try hosts.bound(.router), in: hosts.simulation, seed: seed)
            server.serve()
            for _ in 0..<5 {
                let time = Duration.milliseconds(Int.random(in: 0...6000, using: &generator))
                hosts.simulation.schedule(after: time) { hosts.cut() }
            }
            let partition = Duration.milliseconds(Int.random(in: 0...6000, using: &generator))
            hosts.simulation.schedule(after: partition) { hosts.partition() }
            hosts.simulation.schedule(after: partition + .milliseconds(700)) { hosts.heal() }
            var answered = 0
            for number in 0..<40 {
                guard let reply = try? request.request("\(number)", timeout: .milliseconds(200), retries: 2)
                else { continue }
                #expect(reply.text == "\(number)", "seed \(seed)")
                answered += 1
            }
            #expect(answered >= 10, "seed \(seed)")
            server.stop()
        }
    }

    /// Answers each request after a random time, some never.
    ///
    /// Safety: used by the one thread that drives the simulation.
    private final class Server: @unchecked Sendable {
        private let router: Socket
        private let simulation: Simulation
        private var generator: SeededRandom
        private var isStopped = false

        init(_ router: Socket, in simulation: Simulation, seed: UInt64) {
            self.router = router
            self.simulation = simulation
            generator = SeededRandom(seed: seed &+ 1)
        }

        func serve() {
            guard !isStopped else { return }
            while let message = try? router.tryReceive() {
                guard Int.random(in: 0..<5, using: &generator) > 0 else { continue }
                let time = Duration.milliseconds(Int.random(in: 0...300, using: &generator))
                simulation.schedule(after: time) { [router] in _ = try? router.trySend(message) }
            }
            simulation.schedule(after: .milliseconds(2)) { self.serve() }
        }

        func stop() { isStopped = true }
    }

    @Test func `a request that was given up before it was sent is not sent later`() throws {
        let hosts = try TwoHosts()
        let request = try RequestSocket(in: hosts.client)
        try request.connect(TwoHosts.endpoint)
        #expect(throws: ZMQError.self) { try request.request("given up", timeout: .seconds(1), retries: 3) }
        let reply = try hosts.bound(.rep)
        hosts.simulation.run(for: .seconds(5))
        #expect(try reply.tryReceive() == nil)
        #expect(request.statistics.queuedToSend == 0)
    }

    @Test func `a request that was given up while it was being written is not sent again`() throws {
        let hosts = try TwoHosts(link: LinkConditions(sendBufferBytes: 100, receiveBufferBytes: 100))
        let request = try RequestSocket(in: hosts.client)
        try request.connect(TwoHosts.endpoint)
        let reply = try hosts.bound(.rep)
        hosts.simulation.run { !request.peers.isEmpty && !reply.peers.isEmpty }
        hosts.simulation.freeze("server")
        let large = Message([UInt8](repeating: 1, count: 10_000))
        #expect(throws: ZMQError.self) { try request.request(large, timeout: .seconds(1)) }
        hosts.simulation.thaw("server")
        hosts.simulation.run(for: .seconds(5))
        #expect(try reply.tryReceive() == nil)
    }

    @Test(arguments: [false, true])
    func `a request over inproc can be given up and made again`(bindsRequest: Bool) throws {
        let simulation = Simulation(seed: TestSeed.announced(for: "\(#function) \(bindsRequest)"))
        let context = try simulation.makeContext(host: "server")
        let request = try RequestSocket(in: context)
        let reply = try Socket(.rep, in: context)
        if bindsRequest { try request.bind("inproc://service") } else { try reply.bind("inproc://service") }
        if bindsRequest {
            try reply.connect("inproc://service")
        } else {
            try request.connect("inproc://service")
        }
        for round in 0..<3 {
            #expect(throws: ZMQError.self) { try request.request("late \(round)", timeout: .seconds(1)) }
            #expect(request.socket.peers.count == 1)
            // The server answers what was given up, and then the next one.
            simulation.schedule(after: .milliseconds(100)) {
                for _ in 0..<2 {
                    guard let message = try? reply.tryReceive() else { return }
                    _ = try? reply.trySend(message)
                }
            }
            #expect(try request.request("in time \(round)", timeout: .seconds(1)).text == "in time \(round)")
        }
    }

    @Test func `REP-07 a reply to a peer that is gone is dropped, and the next request served`() throws {
        let hosts = try TwoHosts()
        let (reply, request) = try hosts.pair(.rep, .req)
        try request.send("first")
        _ = try reply.receive(timeout: .seconds(1))
        hosts.cut()
        #expect(hosts.simulation.run { reply.peers.isEmpty })
        try reply.send("for nobody")
        #expect(reply.statistics.dropped[.peerGone] == 1)
        let other = try hosts.connected(.req)
        try other.send("second")
        #expect(try reply.receive(timeout: .seconds(5)).text == "second")
        try reply.send("answer")
        #expect(try other.receive(timeout: .seconds(5)).text == "answer")
    }

    @Test func `REQ-04 a reply of another peer is dropped`() throws {
        let hosts = try TwoHosts()
        let request = try hosts.bound(.req)
        let asked = try hosts.connected(.router)
        hosts.simulation.run { request.peers.count == 1 }
        try request.send("question")
        let question = try asked.receive(timeout: .seconds(1))
        let meddler = try hosts.connected(.dealer)
        _ = meddler
        let stranger = try ScriptedHost(hosts.simulation, host: "stranger")
        stranger.greeting = {
            $0.send(WireBytes.greeting() + WireBytes.ready("REP") + [1, 0] + WireBytes.message("wrong"))
        }
        stranger.connect(to: "server")
        hosts.simulation.run(for: .seconds(1))
        #expect(try request.tryReceive() == nil)
        try asked.send(Message([question[0], Frame(), Frame("right")]))
        #expect(try request.receive(timeout: .seconds(1)).text == "right")
        #expect(request.statistics.dropped[.unexpectedReply] == 1)
    }
}
