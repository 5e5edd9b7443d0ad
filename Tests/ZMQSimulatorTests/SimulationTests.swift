import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// The simulation itself.
@Suite struct SimulationTests {
    @Test func `a request and its reply cross the network in virtual time`() throws {
        let hosts = try TwoHosts()
        let (reply, request) = try hosts.pair(.rep, .req)
        let start = hosts.simulation.elapsed
        try request.send("Hello")
        #expect(try reply.receive(timeout: .seconds(5)).text == "Hello")
        try reply.send("World")
        #expect(try request.receive(timeout: .seconds(5)).text == "World")
        #expect(hosts.simulation.elapsed - start == .milliseconds(2))
    }

    @Test func `a receive without a message takes exactly its timeout`() throws {
        let hosts = try TwoHosts()
        let pull = try hosts.bound(.pull)
        let start = hosts.simulation.elapsed
        #expect(throws: ZMQError.self) { try pull.receive(timeout: .seconds(500)) }
        #expect(hosts.simulation.elapsed - start == .seconds(500))
    }

    @Test func `a wait for ever ends when nothing is left to happen`() throws {
        let hosts = try TwoHosts()
        let pull = try hosts.bound(.pull)
        #expect(throws: ZMQError.self) { try pull.receive() }
        #expect(hosts.simulation.stall == .nothingLeft)
    }

    @Test func `ipc paths and abstract names belong to a host`() throws {
        let hosts = try TwoHosts()
        let pull = try Socket(.pull, in: hosts.server)
        try pull.bind("ipc:///tmp/somewhere")
        let invented = try pull.bind("ipc://*")
        try pull.bind("ipc://@name")
        for endpoint in ["ipc:///tmp/somewhere", invented.description, "ipc://@name"] {
            let push = try Socket(.push, in: hosts.server)
            try push.connect(endpoint)
            try push.send("\(endpoint)")
            #expect(try pull.receive(timeout: .seconds(1)).text == endpoint)
            let stranger = try Socket(.push, in: hosts.client)
            #expect(throws: ZMQError.self) {
                try stranger.connect(endpoint).ready(timeout: .seconds(1))
            }
        }
    }

    @Test func `a port is bound once, and any port is a free one`() throws {
        let hosts = try TwoHosts()
        let one = try hosts.bound(.pull)
        let other = try Socket(.pull, in: hosts.server)
        let error = #expect(throws: ZMQError.self) { try other.bind(TwoHosts.endpoint) }
        #expect(error?.code == .addressInUse)
        #expect(try other.bind("tcp://server:*") != other.bind("tcp://server:*"))
        try one.unbind(TwoHosts.endpoint)
        try other.bind(TwoHosts.endpoint)
    }

    @Test func `an unknown host does not resolve until it exists`() throws {
        let hosts = try TwoHosts()
        let push = try Socket(.push, in: hosts.client)
        let connection = try push.connect("tcp://late:1")
        #expect(throws: ZMQError.self) { try connection.ready(timeout: .seconds(1)) }
        let late = try Socket(.pull, in: hosts.simulation.makeContext(host: "late"))
        try late.bind("tcp://*:1")
        try connection.ready(timeout: .seconds(1))
    }

    @Test func `the same seed gives the same course`() throws {
        func course(_ seed: UInt64) throws -> [Duration] {
            let hosts = try TwoHosts(
                seed: seed, link: LinkConditions(jitter: .milliseconds(10), sendBufferBytes: 100))
            let pull = try hosts.bound(.pull)
            let push = try hosts.connected(.push)
            var times: [Duration] = []
            for _ in 0..<20 {
                try push.send(Message([UInt8](repeating: 1, count: 200)))
                _ = try pull.receive(timeout: .seconds(5))
                times.append(hosts.simulation.elapsed)
            }
            return times
        }
        let seed = TestSeed.announced(for: #function)
        #expect(try course(seed) == course(seed))
        #expect(try course(seed) != course(seed &+ 1))
    }
}
