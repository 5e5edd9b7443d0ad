import TestPrograms
import Testing
import ZeroMQ

/// mtserver and mtrelay: several threads, or tasks, in one process.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ThreadTests {
    static let ways = ["threads", "tasks"]

    /// Makes a REQ socket for each of `count` clients and waits for their connections.
    static func clients(
        _ count: Int, of endpoint: String, in context: Context
    ) async throws -> [RequestSocket] {
        var clients: [RequestSocket] = []
        for _ in 0..<count {
            let client = try RequestSocket(in: context)
            try await client.connect(endpoint).ready(timeout: .seconds(60))
            clients.append(client)
        }
        return clients
    }

    @Test(arguments: ways)
    func `E-030 five requests are worked on at once`(way: String) async throws {
        let endpoint = TestEndpoint.make()
        let server = try TestProgram.built("mtserver", way, endpoint, "5")
        try await withContext { context in
            let clients = try await Self.clients(5, of: endpoint, in: context)
            // While one works, the other threads and tasks have the time to begin.
            try await clients[0].send("Hello")
            _ = try await clients[0].receive(timeout: .seconds(60))
            for client in clients { try await client.send("Hello") }
            try await server.output { $0.count == 6 }
            // The work takes five seconds. Were it done one after the other, or by four at a time, somebody would
            // have been answered before the fifth began, and would have the answer within a second.
            await #expect(throws: ZMQError.self) { try await clients[0].receive(timeout: .seconds(1)) }
            for client in clients { #expect(try client.tryReceive() == nil) }
            for client in clients { #expect(try await client.receive(timeout: .seconds(60)).text == "World") }
        }
        try await server.endByInterrupt()
    }

    @Test(arguments: ways)
    func `E-030 five clients get all their answers`(way: String) async throws {
        let endpoint = TestEndpoint.make()
        let server = try TestProgram.built("mtserver", way, endpoint, "0")
        let clients = try (0..<5).map { _ in try TestProgram.built("hwclient", endpoint) }
        for client in clients {
            #expect(try await client.exitStatus(within: .seconds(100)) == 0)
            #expect(client.lines.count == 21)
            #expect(client.lines.last == "Received reply 9 [ World ]")
        }
        try await server.endByInterrupt()
        #expect(server.lines == Array(repeating: "Received request: [ Hello ]", count: 50))
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
