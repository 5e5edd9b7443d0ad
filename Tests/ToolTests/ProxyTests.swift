import TestPrograms
import Testing
import ZeroMQ

/// `zmq proxy` between real sockets.
@Suite(.timeLimit(.minutes(5)))
struct ProxyTests {
    @Test func `requests and replies go through, and are shown`() async throws {
        let proxy = try Tool.start(
            "proxy", "router:\(Tool.anyPort)", "dealer:\(Tool.anyPort)", "--capture", "--format", "json")
        let front = try await proxy.endpoint()
        let back = try await proxy.endpoint()
        let worker = try Tool.start("rep", "--connect", back, "--data", "World", "--count", "2")
        let client = try Tool.start(
            "req", "--connect", front, "--data", "Hello", "--count", "2", "--identity", "me")
        #expect(try await client.ends(with: 0))
        #expect(try await worker.ends(with: 0))
        #expect(client.printed == ["World", "World"])
        try await proxy.output { $0.count { $0.contains("World") } == 2 }
        proxy.interrupt()
        #expect(try await proxy.ends(with: 0))
        let round = [#"["me", "", "Hello"]"#, #"["me", "", "World"]"#]
        #expect(proxy.printed == round + round)
        #expect(proxy.lines.contains("zmq: front: 2 messages in, 2 out"))
        #expect(proxy.lines.contains("zmq: back: 2 messages in, 2 out"))
    }

    @Test func `a side may connect, and subscriptions pass upstream`() async throws {
        let context = Context()
        let publisher = try PublisherSocket(in: context)
        let upstream = try publisher.bind(Tool.anyPort)
        let proxy = try Tool.start("proxy", "xsub:connect:\(upstream)", "xpub:\(Tool.anyPort)")
        let sub = try Tool.start(
            "sub", "--connect", try await proxy.endpoint(), "--subscribe", "n", "--count", "1")
        try await publisher.subscribers(of: "news", atLeast: 1, timeout: .seconds(30))
        #expect(publisher.subscriberCount(of: "other") == 0)
        try await publisher.send("news")
        #expect(try await sub.ends(with: 0))
        #expect(sub.printed == ["news"])
        proxy.interrupt()
        #expect(try await proxy.ends(with: 0))
    }

    @Test func `two types between which nothing can be forwarded are refused`() async throws {
        let proxy = try Tool.start("proxy", "push:\(Tool.anyPort)", "pub:\(Tool.anyPort)")
        #expect(try await proxy.ends(with: 1))
        #expect(proxy.lines.contains { $0.contains("nothing can be forwarded") })
    }
}
