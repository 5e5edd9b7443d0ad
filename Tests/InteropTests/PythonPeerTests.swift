import LibZMQ
import TestPrograms
import Testing

/// Tests of the harness itself: the Python programs talk to libzmq.
@Suite(.needsLibZMQ, .needsPythonZMQ, .timeLimit(.minutes(1)))
struct PythonPeerTests {
    @Test func `the Hello World server answers`() async throws {
        let server = try TestProgram.python("hwserver.py", "tcp://127.0.0.1:*", "3")
        let endpoint = try await server.line(containing: "ready").dropFirst("ready ".count)
        let client = try ForeignSocket(.request, in: try ForeignContext())
        try client.connect(String(endpoint))
        for _ in 1...3 {
            try client.send("Hello")
            #expect(try client.receiveTexts() == ["World"])
            try await server.line(containing: "received Hello")
        }
        #expect(try await server.exitStatus() == 0)
        #expect(server.lines.last == "done")
    }

    @Test func `the Hello World client asks`() async throws {
        let server = try ForeignSocket(.reply, in: try ForeignContext())
        let endpoint = try server.bind("tcp://127.0.0.1:*")
        let client = try TestProgram.python("hwclient.py", endpoint, "3")
        try await client.line(containing: "ready")
        for _ in 1...3 {
            #expect(try server.receiveTexts() == ["Hello"])
            try server.send("World")
            try await client.line(containing: "received World")
        }
        #expect(try await client.exitStatus() == 0)
    }

    @Test func `a program that ends early is reported with its output`() async throws {
        let peer = try TestProgram.python("hwserver.py", "nonsense", "1")
        let error = await #expect(throws: ProgramError.self) { try await peer.line(containing: "ready") }
        #expect(error?.description.contains("ZMQError") == true)
    }

    @Test func `a program that waits is killed`() async throws {
        let peer = try TestProgram.python("hwserver.py", "tcp://127.0.0.1:*", "1")
        try await peer.line(containing: "ready")
        await #expect(throws: ProgramError.self) { try await peer.exitStatus(within: .milliseconds(20)) }
        peer.kill()
        #expect(try await peer.exitStatus() == 137)
    }
}
