import Testing
import ZeroMQ

@testable import zmq

/// The reading of command lines, without running anything.
@Suite struct ArgumentTests {
    static let flags = [
        Flag(.other, "--count N", ""), Flag(.other, "--connect WHERE", ""), Flag(.other, "--echo", ""),
        Flag(.other, "--data TEXT", ""),
    ]

    private func read(_ words: String...) throws -> Arguments {
        try Arguments(words, flags: Self.flags)
    }

    @Test func `flags have their values behind them or after a sign`() throws {
        let arguments = try read(
            "--count", "3", "--data=a=b", "front", "--echo", "--data", "--echo", "-", "--", "--x")
        #expect(try arguments.number("--count") == 3)
        #expect(arguments.texts("--data") == ["a=b", "--echo"])
        #expect(arguments.has("--echo"))
        #expect(arguments.words == ["front", "-", "--x"])
        #expect(arguments.given.map(\.name) == ["--count", "--data", "--echo", "--data"])
        #expect(arguments.text("--connect") == nil)
    }

    @Test(arguments: [
        ("--conect", "there is no --conect; did you mean --connect?"),
        ("--con", "there is no --con; did you mean --connect?"),
        ("--ceho", "there is no --ceho; did you mean --echo?"),
        ("--xylophone", "there is no --xylophone"),
        ("-c", "there is no -c"),
        ("--count", "--count needs a value: --count N"),
        ("--echo=yes", "--echo takes no value"),
    ])
    func `what is wrong is told, and what was probably meant`(word: String, text: String) {
        #expect(throws: UsageError(text)) { try read(word) }
    }

    @Test(arguments: [
        ("a", "a", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 1),
        ("abcd", "acbd", 1),
    ])
    func `the distance counts letters added, left out, replaced and swapped`(
        left: String, right: String, distance: Int
    ) {
        #expect(Arguments.distance(from: left, to: right) == distance)
    }

    @Test(arguments: ["x", "-1", "1.5", "", "99999999999999999999"])
    func `a number is a whole one`(text: String) throws {
        let arguments = try read("--count", text)
        #expect(throws: UsageError.self) { try arguments.number("--count") }
    }

    @Test func `seconds may have a fraction`() throws {
        #expect(try read("--count", "0.25").seconds("--count") == .milliseconds(250))
        for text in ["-1", "nan", "inf", "1e300", "5s", ""] {
            #expect(throws: UsageError.self) { try read("--count", text).seconds("--count") }
        }
    }

    @Test(arguments: [
        (["pul"], "there is no \"pul\"; did you mean pull?"),
        (["moniter"], "there is no \"moniter\"; did you mean monitor?"),
        (["push", "--subscribe", "x"], "--subscribe is not for zmq push; it is for sub, xsub"),
        (
            ["pull", "tcp://a:1"],
            "\"tcp://a:1\" is no flag; endpoints are given as --bind tcp://a:1 or --connect tcp://a:1"
        ),
        (
            ["rep", "--bind", "tcp://*:1", "--echo", "--data", "x"],
            "with --echo there is nothing else to send"
        ),
        (
            ["pull", "--bind", "tcp://*:1", "--format", "jason"],
            "--format is \"jason\"; it has to be one of quoted, hex, raw, json; did you mean json?"
        ),
        (
            ["pull", "--bind", "tcp://*:1", "--heartbeat-ttl", "1"],
            "--heartbeat-timeout and --heartbeat-ttl need --heartbeat SECONDS beside them"
        ),
        (
            ["proxy", "router:tcp://*:1"],
            "a proxy has two sides, FRONT and BACK, such as router:tcp://*:5559 dealer:tcp://*:5560"
        ),
        (
            ["proxy", "ruoter:tcp://*:1", "dealer:tcp://*:2"],
            "FRONT is \"ruoter:tcp://*:1\", but there is no socket type ruoter; did you mean router?"
        ),
        (["monitor"], "which endpoint? give one, such as tcp://localhost:5555"),
    ])
    func `a command line that makes no sense is refused with a reason`(words: [String], reason: String) {
        #expect(throws: UsageError(reason)) { try Command(words) }
    }

    @Test func `options reach the socket`() throws {
        let words = [
            "--bind", "tcp://*:1", "--send-hwm", "5", "--receive-hwm", "6", "--linger", "2",
            "--max-message-size", "7",
            "--heartbeat", "3", "--heartbeat-ttl", "9", "--handshake-timeout", "4", "--identity", "me",
            "--timeout",
            "1.5", "--metadata", "X-Color=blue", "--immediate", "--reconnect", "0.2", "--reconnect-max", "8",
            "--no-ipv6", "--zmtp1", "--ipc-mode", "600",
        ]
        guard case .socket(let plan) = try Command(["dealer"] + words) else {
            Issue.record("no socket")
            return
        }
        let options = SocketOptions(
            linger: .upTo(.seconds(2)), sendHighWaterMark: 5, receiveHighWaterMark: 6,
            sendTimeout: .seconds(1.5), receiveTimeout: .seconds(1.5), routingID: .init("me".utf8),
            metadata: ["X-Color": "blue"], immediate: true, maximumMessageBytes: 7,
            handshakeTimeout: .seconds(4),
            heartbeat: HeartbeatPolicy(interval: .seconds(3), timeToLive: .seconds(9)),
            reconnect: ReconnectPolicy(interval: .seconds(0.2), maximumInterval: .seconds(8)),
            network: NetworkOptions(ipv6: false, ipcMode: 0o600), allowsZMTP1: true)
        #expect(plan.options == options)
    }

    @Test(arguments: [
        ("router:tcp://*:5559", SocketType.router, true, "tcp://*:5559"),
        ("xsub:connect:tcp://server:5556", .xsub, false, "tcp://server:5556"),
        ("pull:bind:ipc:///tmp/x", .pull, true, "ipc:///tmp/x"),
    ])
    func `a side of a proxy is a type and an endpoint`(
        text: String, type: SocketType, isBound: Bool, endpoint: String
    ) throws {
        let end = try ProxyEnd(text, called: "FRONT")
        #expect(end.type == type)
        #expect(end.isBound == isBound)
        #expect(end.endpoint.description == endpoint)
    }

    @Test(arguments: Command.names)
    func `every command has a help that fits a terminal`(name: String) throws {
        guard name != "help" else { return }
        guard case .help(let text) = try Command(["help", name]) else {
            Issue.record("no help")
            return
        }
        let wide = text.split(separator: "\n").filter { $0.count > 80 }
        #expect(wide == [])
        #expect(!text.contains("\n\n\n"))
    }
}
