import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// The first programs of the examples, run as processes of their own, with other peers and with each other.
@Suite(.timeLimit(.minutes(3)))
struct HelloWorldTests {
    @Test func `hello prints ten exchanges and ends`() async throws {
        let hello = try TestProgram.built("hello")
        for number in 0..<10 {
            try await hello.line(containing: "Sending Hello \(number)")
            try await hello.line(containing: "Received Hello \(number)")
            try await hello.line(containing: "Received World \(number)")
        }
        #expect(try await hello.exitStatus() == 0)
        #expect(hello.lines.count == 32)
    }

    @Test(.needsPythonZMQ)
    func `E-001 hwserver answers the REQ of pyzmq`() async throws {
        let endpoint = WireTransport.ipc.makeEndpoint()
        let server = try TestProgram.built("hwserver", endpoint)
        let client = try TestProgram.python("hwclient.py", endpoint, "2")
        for _ in 0..<2 {
            try await server.line(containing: "Received Hello")
            try await client.line(containing: "received World")
        }
        #expect(try await client.exitStatus() == 0)
        server.kill()
        #expect(try await server.exitStatus() == 137)
    }

    @Test(.needsPythonZMQ)
    func `E-002 hwclient is answered by the REP of pyzmq`() async throws {
        let server = try TestProgram.python("hwserver.py", "tcp://127.0.0.1:*", "10")
        let endpoint = try await server.line(containing: "ready").dropFirst("ready ".count)
        let client = try TestProgram.built("hwclient", String(endpoint))
        #expect(try await client.exitStatus() == 0)
        #expect(try await server.exitStatus() == 0)
        let exchanges = (0..<10).flatMap {
            ["Sending request \($0) ...", "Received reply \($0) [ World ]"]
        }
        #expect(client.lines == ["Connecting to hello world server..."] + exchanges)
    }

    /// At the port of the Guide, which nothing else here uses.
    @Test(.needsPythonZMQ)
    func `E-001, E-002 whoever is killed is followed by another, with pyzmq at either end`() async throws {
        let endpoint = "tcp://127.0.0.1:5555"
        // A server of ours, killed; then a client of theirs, killed.
        for _ in 0..<2 {
            let server = try TestProgram.built("hwserver")
            let killed = try TestProgram.python("hwclient.py", endpoint, "100")
            try await killed.line(containing: "received World")
            killed.kill()
            _ = try await killed.exitStatus()
            #expect(try await TestProgram.python("hwclient.py", endpoint, "1").exitStatus() == 0)
            server.kill()
            _ = try await server.exitStatus()
        }
        // A server of theirs, killed; then a client of ours, killed.
        for _ in 0..<2 {
            let server = try TestProgram.python("hwserver.py", endpoint, "100")
            let killed = try TestProgram.built("hwclient")
            try await killed.line(containing: "Received reply 0")
            killed.kill()
            _ = try await killed.exitStatus()
            #expect(try await TestProgram.built("hwclient").exitStatus() == 0)
            server.kill()
            _ = try await server.exitStatus()
        }
    }

    @Test func `C-042 hwserver answers several clients`() async throws {
        let endpoint = WireTransport.ipc.makeEndpoint()
        // First the clients: they wait (C-045).
        let clients = try (0..<2).map { _ in try TestProgram.built("hwclient", endpoint) }
        for client in clients { try await client.line(containing: "Sending request 0") }
        let server = try TestProgram.built("hwserver", endpoint)
        for client in clients { try await client.line(containing: "Received reply 1") }
        for client in clients { #expect(client.lines.contains("Received reply 0 [ World ]")) }
        server.kill()
        _ = try await server.exitStatus()
    }

    /// What a plain REQ allows: a reply that was due when the server was killed never comes, and new clients are
    /// served by the next server.
    @Test func `C-129 a killed hwserver is followed by another one`() async throws {
        let endpoint = WireTransport.ipc.makeEndpoint()
        let first = try TestProgram.built("hwserver", endpoint)
        let context = Context()
        // The server needs a second for each, so it is killed long before it is through.
        let asking = try (0..<40).map { _ in
            try RequestSocket(in: context, options: SocketOptions(linger: .none))
        }
        for socket in asking {
            try await socket.connect(endpoint).ready(timeout: .seconds(30))
            try await socket.send("Hello")
        }
        try await eventually("all requests have left") {
            asking.allSatisfy { $0.statistics.queuedToSend == 0 }
        }
        try await first.line(containing: "Received Hello")
        try await first.line(containing: "Received Hello")
        first.kill()
        _ = try await first.exitStatus()
        try await eventually("all know") { asking.allSatisfy { $0.peers.isEmpty } }
        let unanswered = try asking.filter { try $0.tryReceive() == nil }
        #expect(!unanswered.isEmpty)

        let late = try TestProgram.built("hwclient", endpoint)
        try await late.line(containing: "Sending request 0")
        // The path of a dead process can be bound again (C-047).
        let second = try TestProgram.built("hwserver", endpoint)
        try await late.line(containing: "Received reply 1")
        try await eventually("all are connected again") { asking.allSatisfy { $0.peers.count == 1 } }
        for program in [second, late] {
            program.kill()
            _ = try await program.exitStatus()
        }
        // A lost request is not made up for: the second server has heard of the late client only.
        let heard = second.lines.count { $0 == "Received Hello" }
        #expect(heard <= late.lines.count { $0.hasPrefix("Sending request") })
        #expect(try unanswered.allSatisfy { try $0.tryReceive() == nil })
        await context.terminate()
    }

    @Test func `C-046 a killed hwclient does not disturb hwserver`() async throws {
        let endpoint = WireTransport.ipc.makeEndpoint()
        let server = try TestProgram.built("hwserver", endpoint)
        for _ in 0..<2 {
            let client = try TestProgram.built("hwclient", endpoint)
            try await client.line(containing: "Received reply 0")
            try await client.line(containing: "Sending request 1")
            client.kill()
            _ = try await client.exitStatus()
        }
        let last = try TestProgram.built("hwclient", endpoint)
        try await last.line(containing: "Received reply 1")
        server.kill()
        _ = try await server.exitStatus()
    }
}
