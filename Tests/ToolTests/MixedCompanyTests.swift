import TestPrograms
import Testing

/// The tool with other programs: the hello world server of the examples, and pyzmq.
@Suite(.timeLimit(.minutes(5)))
struct MixedCompanyTests {
    @Test func `hwserver answers World to Hello`() async throws {
        let folder = try TestFolder()
        let endpoint = "ipc://\(folder.path)/e"
        let server = try TestProgram.built("hwserver", endpoint)
        let client = try Tool.start("req", "--connect", endpoint, "--data", "Hello", "--count", "1")
        #expect(try await client.ends(with: 0))
        #expect(client.printed == ["World"])
        server.kill()
        _ = try await server.exitStatus()
    }

    @Test(.needsPythonZMQ)
    func `a REP of pyzmq answers World to Hello`() async throws {
        let server = try TestProgram.python("rep.py", "tcp://127.0.0.1:*")
        let endpoint = try await server.line(containing: "ready ").dropFirst("ready ".count)
        let client = try Tool.start("req", "--connect", String(endpoint), "--data", "Hello", "--count", "1")
        #expect(try await client.ends(with: 0))
        #expect(client.printed == ["World"])
        let monitor = try Tool.start("monitor", String(endpoint), "--check")
        #expect(try await monitor.ends(with: 0))
        #expect(monitor.lines.contains { $0.contains("The peer is a REP.") })
    }

    @Test(.needsPythonZMQ)
    func `a REQ of pyzmq is answered by an echo`() async throws {
        let server = try Tool.start("rep", "--bind", Tool.anyPort, "--echo", "--count", "2")
        let client = try await TestProgram.python("req.py", server.endpoint(), "one", "two")
        #expect(try await client.ends(with: 0))
        #expect(client.lines == ["one", "two"])
        #expect(try await server.ends(with: 0))
        #expect(server.printed == ["one", "two"])
    }

    @Test(.needsPythonZMQ)
    func `a PUB of pyzmq is found out by the monitor`() async throws {
        let publisher = try TestProgram.python("pub.py", "tcp://127.0.0.1:*")
        let endpoint = try await publisher.line(containing: "ready ").dropFirst("ready ".count)
        let monitor = try Tool.start("monitor", String(endpoint), "--reconnect", "0.05")
        try await monitor.line(containing: "The peer is a PUB socket.")
        try await monitor.line(containing: "handshake done with PUB")
        monitor.interrupt()
        #expect(try await monitor.ends(with: 0))
    }
}
