import TestPrograms
import Testing
import ZeroMQ

/// "What a typed socket cannot do does not compile."
@Suite(
    .enabled(if: SwiftCompiler.path != nil, "there is no swiftc in the path"),
    .enabled(if: SwiftCompiler.modules != nil, "the built modules are not beside the tests"),
    .timeLimit(.minutes(3)))
struct TypedSocketTests {
    /// Something that some types can do, and what the compiler says to the others.
    private struct Operation {
        let code: String
        let types: Set<SocketType>
        let diagnostic: String

        init(_ code: String, member: String, of types: Set<SocketType>) {
            self.init(code, of: types, else: "has no member '\(member)'")
        }

        init(_ code: String, of types: Set<SocketType>, else diagnostic: String) {
            self.code = code
            self.types = types
            self.diagnostic = diagnostic
        }
    }

    private static let all = Set(SocketType.allCases)
    private static let senders = all.filter(\.canSend)
    private static let receivers = all.filter(\.canReceive)

    private static let operations = [
        Operation(#"try socket.bind("tcp://127.0.0.1:*")"#, member: "bind", of: all),
        Operation(#"try socket.connect("tcp://localhost:1")"#, member: "connect", of: all),
        Operation(#"try socket.send("x")"#, member: "send", of: senders),
        Operation(#"try socket.send("x", timeout: .zero)"#, member: "send", of: senders),
        Operation(#"try await socket.send("x")"#, member: "send", of: senders),
        Operation(#"try socket.trySend("x")"#, member: "trySend", of: senders),
        Operation("try socket.receive()", member: "receive", of: receivers),
        Operation("try socket.receive(timeout: .zero)", member: "receive", of: receivers),
        Operation("try await socket.receive()", member: "receive", of: receivers),
        Operation("try socket.tryReceive()", member: "tryReceive", of: receivers),
        Operation("socket.messages", member: "messages", of: receivers),
        Operation(#"try socket.subscribe(to: "a")"#, member: "subscribe", of: [.sub, .xsub, .xpub]),
        Operation(#"try socket.unsubscribe(from: "a")"#, member: "unsubscribe", of: [.sub, .xsub, .xpub]),
        Operation(#"socket.subscriberCount(of: "a")"#, member: "subscriberCount", of: [.pub, .xpub]),
        Operation(
            #"try await socket.subscribers(of: "a", atLeast: 1)"#, member: "subscribers", of: [.pub, .xpub]),
        Operation(#"try socket.request("x", timeout: .zero)"#, member: "request", of: [.req]),
        Operation(
            #"try socket.connect("tcp://localhost:1", routingID: "a")"#, of: [.router],
            else: "extra argument 'routingID' in call"),
    ]

    /// The socket types as they are called in Swift.
    private static let names: [SocketType: String] = [
        .req: "RequestSocket", .rep: "ReplySocket", .dealer: "DealerSocket", .router: "RouterSocket",
        .pub: "PublisherSocket", .sub: "SubscriberSocket", .xpub: "XPublisherSocket",
        .xsub: "XSubscriberSocket", .push: "PushSocket", .pull: "PullSocket", .pair: "PairSocket",
    ]

    @Test func `what a typed socket cannot do does not compile, and what it can do does`() async throws {
        #expect(Set(Self.names.keys) == Self.all)
        var lines = ["import ZeroMQ"]
        var expected: [Int: (code: String, diagnostic: String?)] = [:]
        for (type, name) in Self.names {
            for operation in Self.operations {
                let effect = operation.code.contains("await") ? "async throws" : "throws"
                lines.append(
                    "func line\(lines.count)(_ socket: \(name)) \(effect) { _ = \(operation.code) }")
                let isLegal = operation.types.contains(type)
                expected[lines.count] = ("\(name): \(operation.code)", isLegal ? nil : operation.diagnostic)
            }
        }
        let errors = try await SwiftCompiler.errors(in: lines.joined(separator: "\n"))
        let found = Dictionary(grouping: errors, by: \.line)
        for (line, (code, diagnostic)) in expected {
            let texts = found[line, default: []].map(\.text)
            if let diagnostic {
                #expect(texts.contains { $0.contains(diagnostic) }, "\(code): \(texts)")
            } else {
                #expect(texts.isEmpty, "\(code)")
            }
        }
        #expect(Set(found.keys).isSubset(of: expected.keys), "\(errors)")
    }

    /// Everything that blocks its thread, as it is called without `await`.
    private static let blocking = [
        #"try push.send("x")"#, #"try push.send("x", timeout: .zero)"#, "try pull.receive()",
        "try pull.receive(timeout: .zero)", "try pull.tryReceive(within: .zero)", "push.finish()",
        #"try router.send("x", to: peer)"#, #"try router.send("x", to: peer, timeout: .zero)"#,
        #"try request.request("x", timeout: .zero)"#, #"try pub.subscribers(of: "x", atLeast: 1)"#,
        "try connection.ready()", "try poller.wait()", "try proxy.run()", "try context.sleep(for: .zero)",
        "context.terminate()", "try thread.join()", "interrupt.wait()",
    ]

    @Test func `what blocks its thread does not compile in async code`() async throws {
        let parameters = """
            _ push: PushSocket, _ pull: PullSocket, _ router: RouterSocket, _ peer: Peer, _ request: RequestSocket,
            _ pub: PublisherSocket, _ connection: Connection, _ poller: Poller, _ proxy: Proxy, _ context: Context,
            _ thread: BlockingThread<Int>, _ interrupt: Interrupt
            """.replacing("\n", with: " ")
        var lines = ["import ZeroMQ"]
        for (effect, isLegal) in [("throws", true), ("async throws", false)] {
            var expected: [Int: String] = [:]
            for code in Self.blocking {
                lines.append("func line\(lines.count)(\(parameters)) \(effect) { _ = \(code) }")
                expected[lines.count] = code
            }
            let errors = try await SwiftCompiler.errors(in: lines.joined(separator: "\n"))
            let found = Set(errors.map(\.line))
            for (line, code) in expected {
                #expect(
                    found.contains(line) != isLegal, "\(code) \(effect): \(errors.filter { $0.line == line })"
                )
            }
        }
    }

    @Test func `C-055 the identity of a socket that is made cannot be set`() async throws {
        let errors = try await SwiftCompiler.errors(
            in: """
                import ZeroMQ
                func early(_ context: Context) throws -> DealerSocket {
                    try DealerSocket(in: context, options: SocketOptions(routingID: "me"))
                }
                func late(_ socket: DealerSocket) {
                    socket.socket.options.routingID = "me"
                }
                """)
        #expect(errors.map(\.line) == [6])
        #expect(errors.first?.text.contains("'options' is a get-only property") == true)
    }
}
