import TestSeeds
import Testing
import ZMQSimulator

@testable import ZeroMQ

/// Nothing stays behind when connections, sockets and contexts end.
@Suite struct LeakTests {
    @Test func `a lost connection leaves nothing behind on the accepting side`() throws {
        let hosts = try TwoHosts()
        let (pull, push) = try hosts.pair(.pull, .push)
        let watch = LinkWatch()
        for _ in 0..<10 {
            try push.send("hello")
            _ = try pull.receive(timeout: .seconds(5))
            watch.look(at: pull)
            hosts.cut()
            hosts.simulation.run { pull.peers.isEmpty }
        }
        #expect(watch.seen == 10)
        #expect(watch.alive == 0)
    }

    @Test(arguments: SocketType.allCases)
    func `a context that ended leaves nothing behind`(type: SocketType) throws {
        let partners: [SocketType: SocketType] = [
            .pair: .pair, .pub: .sub, .sub: .pub, .req: .rep, .rep: .req, .dealer: .router, .router: .dealer,
            .pull: .push, .push: .pull, .xpub: .xsub, .xsub: .xpub,
        ]
        let partner = try #require(partners[type])
        let watch = LinkWatch()
        weak var core: ContextCore?
        weak var socketCore: SocketCore?
        weak var simulation: Simulation?
        do {
            let hosts = try TwoHosts("\(#function) \(type)")
            simulation = hosts.simulation
            core = hosts.client.core
            let (far, near) = try hosts.pair(partner, type)
            let inproc = try [Socket(type, in: hosts.client), Socket(partner, in: hosts.client)]
            try inproc[0].bind("inproc://here")
            try inproc[1].connect("inproc://here")
            if type != .pair { try inproc[0].connect("tcp://server:1") }
            socketCore = near.core
            for socket in [far, near] + inproc { watch.look(at: socket) }
            hosts.terminate()
            hosts.simulation.runUntilIdle()
        }
        #expect(watch.seen >= 4)
        #expect(watch.alive == 0)
        #expect(socketCore == nil)
        #expect(core == nil)
        #expect(simulation == nil)
    }

    @Test func `a context ends by itself when it and its sockets are gone`() throws {
        let simulation = Simulation(seed: TestSeed.announced(for: #function))
        weak var core: ContextCore?
        do {
            let context = try simulation.makeContext(host: "server")
            core = context.core
            let pull = try Socket(.pull, in: context)
            try pull.bind(TwoHosts.endpoint)
            let push = try Socket(.push, in: context)
            try push.connect(TwoHosts.endpoint).ready(timeout: .seconds(1))
            try push.connect("tcp://server:1")
        }
        simulation.run(for: .seconds(10))
        #expect(core == nil)
    }

    @Test func `an endpoint that gave up leaves nothing behind`() throws {
        let simulation = Simulation(seed: TestSeed.announced(for: #function))
        let server = try ScriptedHost(simulation, host: "server")
        server.greeting = { $0.send(WireBytes.greeting() + WireBytes.ready("PUB")) }
        try server.listen()
        let context = try simulation.makeContext(host: "client")
        let push = try Socket(.push, in: context)
        let watch = LinkWatch()
        for _ in 0..<10 {
            let connection = try push.connect(TwoHosts.endpoint)
            watch.look(at: push)
            #expect(throws: ZMQError.self) { try connection.ready(timeout: .seconds(1)) }
        }
        simulation.run(for: .seconds(1))
        #expect(watch.seen == 10)
        #expect(watch.alive == 0)
    }

    @Test func `a peer that is refused leaves nothing behind`() throws {
        weak var core: ContextCore?
        do {
            let hosts = try TwoHosts()
            let (bound, first) = try hosts.pair(.pair, .pair)
            core = hosts.server.core
            let log = EventLog(bound)
            let second = try hosts.connected(.pair, SocketOptions(reconnect: .never))
            #expect(hosts.simulation.run { !log.handshakeFailures.isEmpty })
            first.close()
            second.close()
            hosts.terminate()
            hosts.simulation.runUntilIdle()
        }
        #expect(core == nil)
    }

    @Test(arguments: ["tcp://server:5556", "inproc://other"])
    func `a connect that the socket refuses leaves nothing behind`(endpoint: String) throws {
        weak var core: ContextCore?
        do {
            let hosts = try TwoHosts("\(#function) \(endpoint)")
            let near = try hosts.connected(.pair)
            core = hosts.client.core
            #expect(throws: ZMQError.self) { try near.connect(endpoint) }
            hosts.terminate()
            hosts.simulation.runUntilIdle()
        }
        #expect(core == nil)
    }

    @Test func `a listener that is gone is not kept by its socket`() throws {
        let hosts = try TwoHosts()
        let pull = try hosts.bound(.pull)
        weak var buffer: EventBuffer<SocketEvent>?
        do {
            let listener = pull.core.monitor.listen(limit: 10)
            buffer = listener
            #expect(buffer != nil)
        }
        #expect(buffer == nil)
    }
}
