import Testing
import ZeroMQ

/// What is reported can be done without waiting, whatever the socket's type.
@Suite struct PollerReadinessTests {
    let context = Context()

    @Test func `a REP is ready again for the next request as soon as it has replied`() throws {
        let server = try ReplySocket(in: context)
        let endpoint = try server.bind(anyInproc())
        let clients = try (0..<2).map { _ in try RequestSocket(in: context) }
        for client in clients { try client.connect(endpoint) }
        let poller = try Poller(in: context)
        let item = try poller.add(server, for: [.receive, .send])
        for client in clients { try client.send("question") }
        for _ in clients {
            #expect(try poller.tryWait()[item]?.readiness == .receive)
            _ = try server.receive()
            #expect(try poller.tryWait()[item]?.readiness == .send)
            try server.send("answer")
        }
        #expect(try poller.tryWait().isEmpty)
    }

    @Test func `a reply on another thread makes a waiting poller look at the next request`() async throws {
        let server = try ReplySocket(in: context)
        let endpoint = try server.bind(anyInproc())
        let clients = try (0..<2).map { _ in try RequestSocket(in: context) }
        for client in clients {
            try client.connect(endpoint)
            try await client.send("question")
        }
        let poller = try Poller(in: context)
        let item = try poller.add(server)
        _ = try await server.receive()
        let wait = BlockingCall { try poller.wait() }
        try await server.send("answer")
        #expect(try await wait.value().contains(item))
    }

    @Test func `a REQ is ready for one half of the exchange at a time`() throws {
        let server = try ReplySocket(in: context)
        let client = try RequestSocket(in: context)
        try client.connect(server.bind(anyInproc()))
        let poller = try Poller(in: context)
        let item = try poller.add(client, for: [.receive, .send])
        for _ in 0..<2 {
            #expect(try poller.tryWait()[item]?.readiness == .send)
            try client.send("question")
            #expect(try poller.tryWait().isEmpty)
            _ = try server.receive()
            try server.send("answer")
            #expect(try poller.tryWait()[item]?.readiness == .receive)
            #expect(try client.receive() == "answer")
        }
    }

    @Test func `a request without a delimiter does not make a REP ready`() throws {
        let server = try ReplySocket(in: context)
        let dealer = try DealerSocket(in: context)
        try dealer.connect(server.bind(anyInproc()))
        let poller = try Poller(in: context)
        let item = try poller.add(server)
        try dealer.send("bare")
        #expect(try poller.tryWait().isEmpty)
        try dealer.send(["", "question"])
        #expect(try poller.tryWait().contains(item))
        #expect(try server.tryReceive() == "question")
    }

    @Test func `a message that a SUB filters out does not make it ready`() throws {
        let publisher = try XPublisherSocket(in: context)
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.connect(publisher.bind(anyInproc()))
        let poller = try Poller(in: context)
        let item = try poller.add(subscriber)
        try subscriber.subscribe(to: "a")
        try subscriber.subscribe(to: "b")
        try publisher.subscribers(of: "b", atLeast: 1)
        // On their way while the subscription is cancelled.
        try publisher.send("b1")
        try publisher.send("a1")
        try publisher.send("b2")
        try subscriber.unsubscribe(from: "b")
        #expect(try poller.tryWait().contains(item))
        #expect(try subscriber.tryReceive() == "a1")
        #expect(try poller.tryWait().isEmpty)
        #expect(try subscriber.tryReceive() == nil)
    }

    @Test func `an XPUB is ready when a subscriber comes and when it goes`() throws {
        let publisher = try XPublisherSocket(in: context)
        let endpoint = try publisher.bind(anyInproc())
        let poller = try Poller(in: context)
        let item = try poller.add(publisher)
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.connect(endpoint)
        try subscriber.subscribe(to: "a")
        #expect(try poller.tryWait().contains(item))
        #expect(try publisher.tryReceive()?.bytes == [1] + Array("a".utf8))
        #expect(try poller.tryWait().isEmpty)
        subscriber.close()
        #expect(try poller.tryWait().contains(item))
        #expect(try publisher.tryReceive()?.bytes == [0] + Array("a".utf8))
    }

    @Test func `a connecting XPUB tells of the subscriptions of a lost peer`() async throws {
        let publisher = try XPublisherSocket(in: context)
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.subscribe(to: "a")
        try publisher.connect(subscriber.bind("tcp://127.0.0.1:*"))
        #expect(try await publisher.receive(timeout: .seconds(60)).bytes.first == 1)
        async let cancelled = publisher.receive(timeout: .seconds(60))
        subscriber.close()
        #expect(try await cancelled.bytes.first == 0)
    }
}
