import TestPrograms
import Testing
import ZeroMQ

/// How the tool ends, which is what scripts see of it.
@Suite(.timeLimit(.minutes(5)))
struct ExitStatusTests {
    @Test(arguments: [
        ["pull", "--bind", Tool.anyPort], ["req", "--bind", Tool.anyPort, "--data", "x"],
        ["pub", "--bind", Tool.anyPort, "--data", "x"],
        ["router", "--bind", Tool.anyPort, "--data", "nobody", "--data", "x"],
        ["xsub", "--bind", Tool.anyPort, "--data", "x"], ["pair", "--bind", Tool.anyPort, "--data", "x"],
        ["push", "--connect", "ipc:///tmp/zmq-tool-nobody", "--data", "x"],
        ["dealer", "--connect", "ipc:///tmp/zmq-tool-nobody", "--data", "x", "--count", "0"],
    ])
    func `3 when nothing could be sent or received in time`(words: [String]) async throws {
        let tool = try TestProgram.built("zmq", arguments: words + ["--timeout", "0.1"])
        #expect(try await tool.ends(with: 3), "\(tool.lines)")
        #expect(tool.printed == [])
    }

    @Test func `1 when the endpoint is taken`() async throws {
        let other = try PullSocket(in: Context())
        let endpoint = try other.bind(Tool.anyPort)
        let pull = try Tool.start("pull", "--bind", "\(endpoint)")
        #expect(try await pull.ends(with: 1))
        #expect(pull.lines.contains { $0.contains("the address is in use") })
    }

    @Test func `1 when the only peer is none for this type`() async throws {
        let pub = try PublisherSocket(in: Context())
        let endpoint = try pub.bind(Tool.anyPort)
        let pull = try Tool.start("pull", "--connect", "\(endpoint)")
        #expect(try await pull.ends(with: 1))
        #expect(pull.lines.contains { $0.contains("PUB") })
    }

    @Test func `1 when what was sent could not be delivered before linger was over`() async throws {
        let push = try Tool.start(
            "push", "--connect", "ipc:///tmp/zmq-tool-nobody", "--data", "x", "--linger", "0.05")
        #expect(try await push.ends(with: 1))
        #expect(push.lines.contains { $0.contains("not sent: 1 message") })
    }

    @Test func `130 when Ctrl-C comes before the count, 0 when there is none`() async throws {
        for (words, status) in [(["--count", "2"], Int32(130)), ([], 0)] {
            let pull = try TestProgram.built("zmq", arguments: ["pull", "--bind", Tool.anyPort] + words)
            _ = try await pull.endpoint()
            pull.interrupt()
            #expect(try await pull.ends(with: status))
        }
    }

    @Test func `Ctrl-C ends also what waits for its messages to be taken`() async throws {
        let push = try Tool.start("push", "--connect", "ipc:///tmp/zmq-tool-nobody", "--data", "x")
        try await push.line(containing: "trying again")
        push.interrupt()
        #expect(try await push.ends(with: 130))
        #expect(push.lines.contains { $0.contains("interrupted; not sent: 1 message") })
    }

    @Test func `Ctrl-C leaves no ipc path behind`() async throws {
        let folder = try TestFolder()
        let endpoint = "ipc://\(folder.path)/e"
        let pull = try Tool.start("pull", "--bind", endpoint)
        let push = try Tool.start("push", "--connect", endpoint, "--data", "x")
        #expect(try await push.ends(with: 0))
        try await pull.line(containing: "x")
        pull.interrupt()
        #expect(try await pull.ends(with: 0))
        let next = try PullSocket(in: Context())
        try next.bind(endpoint)
    }
}
