import TestPrograms
import Testing
import ZeroMQ

/// `zmq monitor` against all kinds of peers.
@Suite(.timeLimit(.minutes(5)))
struct MonitorTests {
    let context = Context()

    @Test func `the life of a connection is told as it happens`() async throws {
        let rep = try ReplySocket(in: context, options: SocketOptions(metadata: ["X-Color": "blue"]))
        let endpoint = try rep.bind(Tool.anyPort)
        let monitor = try Tool.start("monitor", "\(endpoint)", "--reconnect", "0.05")
        try await monitor.line(containing: "connecting to \(endpoint)")
        try await monitor.line(containing: "connected to \(endpoint)")
        try await monitor.line(containing: "handshake done with REP")
        try await monitor.line(containing: "The peer is a REP.")
        try await monitor.line(containing: "X-Color: blue")
        try await monitor.line(containing: "Messages can flow between it and a REQ.")
        rep.close()
        try await monitor.line(containing: "disconnected")
        try await monitor.line(containing: "no one listens there")
        try await monitor.line(containing: "1. connection          FAILED")
        let next = try ReplySocket(in: context)
        try next.bind(endpoint)
        try await monitor.line(containing: "handshake done with REP")
        monitor.interrupt()
        #expect(try await monitor.ends(with: 0))
        // The same failure is not explained again and again.
        #expect(monitor.lines.count { $0.contains("What to do") } == 1)
    }

    @Test func `the type of the peer is found out, and watched where that takes nothing from others`()
        async throws
    {
        let publisher = try PublisherSocket(in: context)
        let endpoint = try publisher.bind(Tool.anyPort)
        let monitor = try Tool.start("monitor", "\(endpoint)")
        try await monitor.line(containing: "The peer is a PUB socket.")
        try await monitor.line(containing: "Going on as a SUB")
        try await monitor.line(containing: "handshake done with PUB")
        #expect(publisher.topicCount == 0)
        monitor.interrupt()
        #expect(try await monitor.ends(with: 0))
    }

    @Test func `a peer that shares out its messages is left alone`() async throws {
        let push = try PushSocket(in: context)
        let endpoint = try push.bind(Tool.anyPort)
        let monitor = try Tool.start("monitor", "\(endpoint)")
        try await monitor.line(containing: "The peer is a PUSH socket.")
        try await monitor.line(containing: "zmq monitor --as pull \(endpoint)")
        #expect(try await monitor.ends(with: 0))
        #expect(push.peers.isEmpty)
    }

    @Test func `types that do not go together are explained`() async throws {
        let publisher = try PublisherSocket(in: context)
        let endpoint = try publisher.bind(Tool.anyPort)
        let monitor = try Tool.start("monitor", "\(endpoint)", "--as", "pull", "--check")
        #expect(try await monitor.ends(with: 1))
        let output = monitor.lines.joined(separator: "\n")
        for text in [
            "1. connection          ok", "2. ZMTP greeting       ok", "4. socket types        FAILED",
        ] {
            #expect(output.contains(text), "\(output)")
        }
        #expect(output.contains("PUB does not talk to PULL, only to SUB and XSUB."))
        #expect(output.contains("--as sub"))
    }

    @Test func `a check says whether a ZeroMQ socket is there`() async throws {
        let router = try RouterSocket(in: context)
        let endpoint = try router.bind(Tool.anyPort)
        #expect(try await Tool.start("monitor", "\(endpoint)", "--check").ends(with: 0))
        let push = try PushSocket(in: context)
        let other = try push.bind(Tool.anyPort)
        #expect(try await Tool.start("monitor", "\(other)", "--check").ends(with: 0))
        router.close()
        let nobody = try Tool.start("monitor", "\(endpoint)", "--check")
        #expect(try await nobody.ends(with: 1))
        #expect(nobody.lines.contains { $0.contains("no program listens at this endpoint") })
        let late = try Tool.start("monitor", "\(endpoint)", "--check", "--timeout", "0.2")
        #expect(try await late.ends(with: 3))
    }

    @Test func `a monitor that listens tells who connects`() async throws {
        let monitor = try Tool.start("monitor", Tool.anyPort, "--bind", "--as", "pull")
        let endpoint = try await monitor.endpoint()
        let push = try PushSocket(in: context, options: SocketOptions(routingID: .init("me".utf8)))
        try push.connect(endpoint)
        try await monitor.line(containing: "accepted a peer")
        try await monitor.line(containing: "The peer is a PUSH.")
        let sub = try SubscriberSocket(in: context)
        try sub.connect(endpoint)
        try await monitor.line(containing: "SUB does not talk to PULL")
        monitor.interrupt()
        #expect(try await monitor.ends(with: 0))
    }

    @Test func `an ipc path that nobody has bound is explained`() async throws {
        let monitor = try Tool.start("monitor", "ipc:///tmp/zmq-tool-nobody", "--check")
        #expect(try await monitor.ends(with: 1))
        #expect(monitor.lines.contains { $0.contains("nobody has bound this path") })
    }

    @Test func `a name that does not exist is explained`() async throws {
        let monitor = try Tool.start("monitor", "tcp://no-such-host.invalid:5555", "--check")
        #expect(try await monitor.ends(with: 1))
        #expect(monitor.lines.contains { $0.contains("1. connection          FAILED") })
        #expect(monitor.lines.contains { $0.contains("no machine of this name") })
    }

    /// Peers that the script `stranger.py` plays, and what has to be said about them.
    @Test(
        .needsPythonZMQ,
        arguments: [
            ("http", ["2. ZMTP greeting       FAILED", "HTTP/1.1 400", "a web server (HTTP) answers there"]),
            ("ssh", ["2. ZMTP greeting       FAILED", "SSH-2.0", "an SSH server"]),
            ("tls", ["2. ZMTP greeting       FAILED", #"\x15\x03"#, "a TLS server"]),
            ("garbage", ["2. ZMTP greeting       FAILED", "not a ZeroMQ program"]),
            ("zmtp1", ["2. ZMTP greeting       FAILED", "ZeroMQ 2.x", "--zmtp1"]),
            ("silent", ["2. ZMTP greeting       FAILED: nothing came", "a ZeroMQ peer greets at once"]),
            ("closing", ["the peer closed the connection", "does not say why"]),
            ("curve", ["3. security mechanism  FAILED: NULL here, CURVE there", "encrypted"]),
            ("plain", ["3. security mechanism  FAILED: NULL here, PLAIN there", "a password"]),
            ("stalled", ["4. socket types        FAILED: the greeting came (ZMTP 3.1)"]),
            ("error", ["the peer refused, with the words: Go away"]),
        ])
    func `what is no fitting peer is explained`(kind: String, texts: [String]) async throws {
        let stranger = try TestProgram.python("stranger.py", kind)
        let port = try await stranger.line(containing: "port ").dropFirst("port ".count)
        let monitor = try Tool.start(
            "monitor", "tcp://127.0.0.1:\(port)", "--check", "--handshake-timeout", "0.5")
        #expect(try await monitor.ends(with: 1))
        let output = monitor.lines.joined(separator: "\n")
        for text in texts + ["What it means", "What to do"] {
            #expect(output.contains(text), "\(text) is missing in\n\(output)")
        }
    }

    @Test(.needsPythonZMQ)
    func `a peer of ZMTP 2.0 is talked to, and said to be old`() async throws {
        let stranger = try TestProgram.python("stranger.py", "zmtp2")
        let port = try await stranger.line(containing: "port ").dropFirst("port ".count)
        let monitor = try Tool.start("monitor", "tcp://127.0.0.1:\(port)", "--check")
        #expect(try await monitor.ends(with: 0))
        #expect(monitor.lines.contains { $0.contains("ZMTP 2.0") && $0.contains("old program") })
    }
}
