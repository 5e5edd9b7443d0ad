import Testing
import ZMQReactor
import ZeroMQ

/// Host names whose meaning changes between attempts.
@Suite(.timeLimit(.minutes(1)))
struct HostNameTests {
    @Test func `a name is looked up anew with every attempt, and all its addresses are tried`() async throws {
        let lookUps = Guarded(0)
        // First the wrong machine, then two, the second one right.
        let reactor = DispatchReactor { host in
            guard host == "server.example" else { return nil }
            return lookUps.withLock { count in
                count += 1
                return count == 1 ? ["127.0.0.2"] : ["127.0.0.2", "127.0.0.3"]
            }
        }
        let context = try Context(reactor: reactor)
        let pull = try PullSocket(in: context)
        let bound = try pull.bind("tcp://127.0.0.3:*")
        let options = SocketOptions(reconnect: ReconnectPolicy(interval: .milliseconds(1)))
        let push = try PushSocket(in: context, options: options)
        let port = try #require(bound.port)
        try await push.connect("tcp://server.example:\(port)").ready(timeout: patience)
        #expect(lookUps.withLock { $0 } == 2)
        #expect(push.peers.map(\.info.address) == ["127.0.0.3:\(port)"])
        try await push.send("x")
        #expect(try await pull.next().text == "x")
    }
}
