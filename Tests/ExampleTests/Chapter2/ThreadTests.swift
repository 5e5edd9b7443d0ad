import TestPrograms
import Testing
import ZeroMQ

/// mtserver and mtrelay: several threads, or tasks, in one process.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ThreadTests {
    static let ways = ["threads", "tasks"]

    /// How long `count` hwclients take together with a server of their own.
    static func time(of count: Int, way: String) async throws -> Duration {
        let endpoint = TestEndpoint.make()
        let server = try TestProgram.built("mtserver", way, endpoint, "0.2")
        // The server is there, all its threads are.
        try await withContext { context in
            let client = try RequestSocket(in: context)
            try client.connect(endpoint)
            try await client.send("Hello")
            _ = try await client.receive(timeout: .seconds(60))
        }
        let time = try await ContinuousClock().measure {
            let clients = try (0..<count).map { _ in try TestProgram.built("hwclient", endpoint) }
            for client in clients {
                #expect(try await client.exitStatus(within: .seconds(100)) == 0)
                #expect(client.lines.count == 21)
                #expect(client.lines.last == "Received reply 9 [ World ]")
            }
        }
        try await server.endByInterrupt()
        #expect(server.lines == Array(repeating: "Received request: [ Hello ]", count: count * 10 + 1))
        return time
    }

    @Test(arguments: ways)
    func `E-030 five clients are served in about the time of one`(way: String) async throws {
        // At the same time, so that the machine is as busy for one as for five.
        async let alone = Self.time(of: 1, way: way)
        async let together = Self.time(of: 5, way: way)
        let times = try await (alone, together)
        #expect(times.0 >= .seconds(2))
        // One after the other it would be five times.
        #expect(times.1 < times.0 * 2.5)
    }

    @Test(.needsPythonZMQ, arguments: ways)
    func `E-030 clients of pyzmq are served by mtserver`(way: String) async throws {
        let endpoint = TestEndpoint.make()
        let server = try TestProgram.built("mtserver", way, endpoint, "0")
        let clients = try (0..<3).map { _ in try TestProgram.python("requester.py", endpoint, "10") }
        for client in clients {
            #expect(try await client.exitStatus(within: .seconds(60)) == 0)
            #expect(client.lines == Array(repeating: "received World", count: 10) + ["done"])
        }
        try await server.endByInterrupt()
    }

    @Test func `E-031 a thousand relays do not hang`() async throws {
        let relay = try TestProgram.built("mtrelay", "1000")
        #expect(try await relay.exitStatus(within: .seconds(100)) == 0)
        #expect(relay.lines == Array(repeating: "Test successful!", count: 1000))
    }

    @Test func `E-031 a relay ends every time it is started`() async throws {
        for _ in 0..<20 {
            let relay = try TestProgram.built("mtrelay")
            #expect(try await relay.exitStatus() == 0)
            #expect(relay.lines == ["Test successful!"])
        }
    }
}
