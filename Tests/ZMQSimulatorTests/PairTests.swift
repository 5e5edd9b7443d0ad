import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// PAIR over connections that come and go.
@Suite struct PairTests {
    @Test(arguments: ["tcp://server:5555", "ipc:///tmp/pair", "inproc://pair"])
    func `PAIR-02 what a peer has sent is received after it is gone`(endpoint: String) throws {
        let simulation = Simulation(seed: TestSeed.announced(for: "\(#function) \(endpoint)"))
        let context = try simulation.makeContext(host: "server")
        let near = try Socket(.pair, in: context)
        try near.bind(endpoint)
        do {
            let far = try Socket(.pair, in: context)
            try far.connect(endpoint).ready(timeout: .seconds(1))
            for number in 0..<10 { try far.send("\(number)") }
        }
        simulation.run(for: .seconds(2))
        #expect(near.peers.isEmpty)
        for number in 0..<10 { #expect(try near.receive(timeout: .seconds(1)).text == "\(number)") }
    }

    @Test func `PAIR-01 a second peer is refused while the first is there`() throws {
        let hosts = try TwoHosts()
        let (near, first) = try hosts.pair(.pair, .pair)
        let second = try hosts.connected(.pair)
        hosts.simulation.run(for: .seconds(5))
        #expect(near.peers.count == 1 && first.peers.count == 1)
        // What the second hands over before it learns that it is refused is lost with its connection.
        try second.send("lost")
        try first.send("from the first")
        #expect(try near.receive(timeout: .seconds(1)).text == "from the first")
        #expect(throws: ZMQError.self) { try near.receive(timeout: .seconds(10)) }
        // PAIR-03
        first.close()
        #expect(hosts.simulation.run { near.peers.isEmpty })
        #expect(hosts.simulation.run { !near.peers.isEmpty })
        try second.send("from the second")
        #expect(try near.receive(timeout: .seconds(5)).text == "from the second")
    }

    @Test func `PAIR-03 a new peer's messages come after those of the former one`() throws {
        let hosts = try TwoHosts()
        let near = try hosts.bound(.pair)
        for name in ["a", "b", "c"] {
            let far = try hosts.connected(.pair)
            for number in 0..<5 { try far.send("\(name)\(number)") }
            hosts.simulation.run(for: .milliseconds(500))
        }
        let expected = ["a", "b", "c"].flatMap { name in (0..<5).map { "\(name)\($0)" } }
        #expect(try expected.map { _ in try near.receive(timeout: .seconds(1)).text } == expected)
    }

    @Test func `PAIR-02 a PAIR whose peer is lost waits for another`() throws {
        let hosts = try TwoHosts()
        let (near, far) = try hosts.pair(.pair, .pair)
        hosts.simulation.kill("client")
        #expect(hosts.simulation.run { near.peers.isEmpty })
        #expect(try !near.trySend("nobody"))
        let context = try hosts.simulation.makeContext(host: "client")
        let next = try Socket(.pair, in: context)
        try next.connect(TwoHosts.endpoint)
        try near.send("somebody", timeout: .seconds(5))
        #expect(try next.receive(timeout: .seconds(5)).text == "somebody")
        far.close()
    }
}
