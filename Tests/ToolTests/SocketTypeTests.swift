import TestPrograms
import Testing

/// Every pair of types that talk to each other, as two processes.
@Suite(.timeLimit(.minutes(5)))
struct SocketTypeTests {
    /// Two command lines, of which the first one binds, and what each of them prints.
    struct Pair: CustomStringConvertible, Sendable {
        let bound: [String]
        let connected: [String]
        let boundPrints: [String]
        let connectedPrints: [String]

        init(
            _ bound: String, _ connected: String, _ boundPrints: [String] = [],
            _ connectedPrints: [String] = []
        ) {
            self.bound = bound.split(separator: " ").map { $0 == "''" ? "" : String($0) }
            self.connected = connected.split(separator: " ").map { $0 == "''" ? "" : String($0) }
            self.boundPrints = boundPrints
            self.connectedPrints = connectedPrints
        }

        var description: String { "\(bound[0]) and \(connected[0])" }
    }

    static let pairs = [
        Pair("pull --count 1", "push --data hi", ["hi"]),
        Pair("push --data hi", "pull --count 1", [], ["hi"]),
        Pair("pub --data hi", "sub --count 1", [], ["hi"]),
        Pair("sub --count 1", "pub --data hi", ["hi"]),
        Pair("pub --data hi", "xsub --count 1", [], ["hi"]),
        Pair("xpub --data hi --count 1", "sub --count 1", [#"\x01"#], ["hi"]),
        Pair(
            "xpub --data hi --count 2", "xsub --data up --subscribe h --count 1", [#"\x01h"#, "up"], ["hi"]),
        Pair("rep --data World --count 1", "req --data Hello", ["Hello"], ["World"]),
        Pair("rep --echo --count 2", "req --data Hello --count 2", ["Hello", "Hello"], ["Hello", "Hello"]),
        Pair("rep --echo --count 1", "dealer --data '' --data x --count 1", ["x"], ["\tx"]),
        Pair("router --echo --count 1", "req --identity me --data x", ["me\t\tx"], ["x"]),
        Pair("router --echo --count 1", "dealer --identity me --data x --count 1", ["me\tx"], ["x"]),
        // The router waits for what the dealer sends: otherwise it may be gone before that is on its way.
        Pair(
            "router --data me --data x --count 1", "dealer --identity me --data '' --count 1", ["me\t"], ["x"]
        ),
        Pair(
            "router --identity hub --echo --count 1", "router --identity me --data hub --data x --count 1",
            ["me\tx"], ["hub\tx"]),
        Pair("dealer --echo --count 1", "dealer --data x --data y --count 1", ["x\ty"], ["x\ty"]),
        Pair("pair --data a --count 1", "pair --data b --count 1", ["b"], ["a"]),
    ]

    @Test(arguments: pairs)
    func `two sockets that go together exchange messages, and end`(pair: Pair) async throws {
        let first = try TestProgram.built("zmq", arguments: pair.bound + ["--bind", Tool.anyPort])
        let endpoint = try await first.endpoint()
        let second = try TestProgram.built("zmq", arguments: pair.connected + ["--connect", endpoint])
        #expect(try await second.ends(with: 0), "\(second.lines)")
        #expect(try await first.ends(with: 0), "\(first.lines)")
        #expect(first.printed == pair.boundPrints)
        #expect(second.printed == pair.connectedPrints)
    }

    @Test func `a connecting side may come first`() async throws {
        let folder = try TestFolder()
        let push = try Tool.start("push", "--connect", "ipc://\(folder.path)/e", "--data", "early")
        try await push.line(containing: "trying again")
        let pull = try Tool.start("pull", "--bind", "ipc://\(folder.path)/e", "--count", "1")
        #expect(try await pull.ends(with: 0))
        #expect(try await push.ends(with: 0))
        #expect(pull.printed == ["early"])
    }

    @Test func `several endpoints, bound and connected, serve one socket`() async throws {
        let pull = try Tool.start("pull", "--bind", Tool.anyPort, "--bind", Tool.anyPort, "--count", "2")
        for text in ["one", "two"] {
            let push = try await Tool.start("push", "--connect", pull.endpoint(), "--data", text)
            #expect(try await push.ends(with: 0))
        }
        #expect(try await pull.ends(with: 0))
        #expect(pull.printed == ["one", "two"])
    }

    @Test func `a subscriber gets what begins with one of its prefixes`() async throws {
        let sub = try Tool.start(
            "sub", "--bind", Tool.anyPort, "--subscribe", "a", "--subscribe", "c", "--count", "2")
        let endpoint = try await sub.endpoint()
        let pub = try Tool.start("pub", "--connect", endpoint, input: "a1\nb2\nc3\n")
        #expect(try await pub.ends(with: 0))
        #expect(try await sub.ends(with: 0))
        #expect(sub.printed == ["a1", "c3"])
    }

    @Test func `a ROUTER waits for the peer that it is to address`() async throws {
        let router = try Tool.start(
            "router", "--bind", Tool.anyPort, "--data", "me", "--data", "x", "--count", "0")
        let endpoint = try await router.endpoint()
        try await router.line(containing: "no peer has the identity me yet")
        let dealer = try Tool.start("dealer", "--connect", endpoint, "--identity", "me", "--count", "1")
        #expect(try await dealer.ends(with: 0))
        #expect(dealer.printed == ["x"])
        #expect(try await router.ends(with: 0))
    }
}
