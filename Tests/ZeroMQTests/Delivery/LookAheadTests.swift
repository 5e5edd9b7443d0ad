import Testing
import ZeroMQ

/// A message that was looked at to know that there is one, by a poller for example, counts as unread until it is
/// received, and as dropped when it never is.
@Suite(.timeLimit(.minutes(5)))
struct LookAheadTests {
    let context = Context()

    /// Returns when a poller has found a message on `socket`.
    private func look(at socket: some ReceivingSocket) async throws {
        let poller = try Poller(in: context)
        _ = try poller.add(socket)
        #expect(try await poller.wait(timeout: patience).count == 1)
    }

    /// A subscriber to whom three messages have come, and who was looked at.
    private func subscriber(
        over transport: TransportUnderTest, options: SocketOptions = SocketOptions()
    ) async throws -> (publisher: PublisherSocket, subscriber: SubscriberSocket, endpoint: Endpoint) {
        let publisher = try PublisherSocket(
            in: context, options: SocketOptions(invertMatching: options.invertMatching))
        let subscriber = try SubscriberSocket(in: context, options: options)
        if !options.invertMatching { try subscriber.subscribe(to: "a") }
        let endpoint = try await join(publisher, subscriber, over: transport)
        try await publisher.subscribers(of: "a", atLeast: 1, timeout: patience)
        for _ in 0..<3 { try await publisher.send("a") }
        try await eventually("all have come") { subscriber.statistics.queuedToReceive == 3 }
        try await look(at: subscriber)
        return (publisher, subscriber, endpoint)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `on a SUB it is queued until it is received`(over transport: TransportUnderTest) async throws {
        let (publisher, subscriber, _) = try await subscriber(over: transport)
        #expect(subscriber.statistics.queuedToReceive == 3)
        for left in [2, 1, 0] {
            _ = try await subscriber.next()
            #expect(subscriber.statistics.queuedToReceive == left)
        }
        #expect(subscriber.statistics.dropped.total == 0)
        publisher.close()
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `it stays queued when its publisher has gone`(over transport: TransportUnderTest) async throws {
        let (publisher, subscriber, _) = try await subscriber(over: transport)
        for _ in 0..<2 { _ = try await subscriber.next() }
        try await look(at: subscriber)
        publisher.close()
        try await subscriber.hasPeers(0)
        #expect(subscriber.statistics.queuedToReceive == 1)
        await subscriber.finish()
        #expect(subscriber.statistics.queuedToReceive == 0)
        #expect(subscriber.statistics.dropped[.closed] == 1)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `it is not received when its subscription ends first`(over transport: TransportUnderTest)
        async throws
    {
        let (publisher, subscriber, _) = try await subscriber(over: transport)
        try subscriber.unsubscribe(from: "a")
        #expect(subscriber.statistics.queuedToReceive == 2)
        #expect(subscriber.statistics.dropped[.notMatching] == 1)
        #expect(try subscriber.tryReceive() == nil)
        #expect(subscriber.statistics.dropped[.notMatching] == 3)
        publisher.close()
    }

    @Test func `nor when an inverted subscription begins first`() async throws {
        let (publisher, subscriber, _) = try await subscriber(
            over: .inproc, options: SocketOptions(invertMatching: true))
        try subscriber.subscribe(to: "a")
        #expect(subscriber.statistics.dropped[.notMatching] == 1)
        #expect(try subscriber.tryReceive() == nil)
        publisher.close()
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `it is dropped with the others by a disconnect, and by a close`(over transport: TransportUnderTest)
        async throws
    {
        for closes in [false, true] {
            let (publisher, subscriber, endpoint) = try await subscriber(over: transport)
            if closes { await subscriber.finish() } else { try subscriber.disconnect(endpoint) }
            try await publisher.hasPeers(0)
            #expect(subscriber.statistics.queuedToReceive == 0)
            try await eventually("all are dropped") {
                subscriber.statistics.dropped.total + publisher.statistics.dropped.total == 3
            }
            if !closes { #expect(try subscriber.tryReceive() == nil) }
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `a request is queued until it is received, and dropped by a close`(
        over transport: TransportUnderTest
    ) async throws {
        let reply = try ReplySocket(in: context)
        let dealer = try DealerSocket(in: context)
        try await join(reply, dealer, over: transport)
        for _ in 0..<2 { try await dealer.send(["", "x"]) }
        try await eventually("both have come") { reply.statistics.queuedToReceive == 2 }
        try await look(at: reply)
        #expect(reply.statistics.queuedToReceive == 2)
        _ = try await reply.next()
        #expect(reply.statistics.queuedToReceive == 1)
        // Sending the reply looks for the next request.
        try await reply.send("y")
        #expect(reply.statistics.queuedToReceive == 1)
        await reply.finish()
        #expect(reply.statistics.queuedToReceive == 0)
        try await eventually("the other is dropped") {
            reply.statistics.dropped.total + dealer.statistics.dropped.total == 1
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `a request of a peer that was disconnected from is not received`(over transport: TransportUnderTest)
        async throws
    {
        let reply = try ReplySocket(in: context)
        let dealer = try DealerSocket(in: context)
        let endpoint = try await join(dealer, reply, over: transport)
        try await dealer.send(["", "x"])
        try await look(at: reply)
        try reply.disconnect(endpoint)
        try await dealer.hasPeers(0)
        try await eventually("it is dropped") {
            reply.statistics.dropped.total + dealer.statistics.dropped.total == 1
        }
        #expect(try reply.tryReceive() == nil)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `a reply is queued until it is received, and dropped when the next request comes first`(
        over transport: TransportUnderTest
    ) async throws {
        let reply = try ReplySocket(in: context)
        let request = try RequestSocket(
            in: context,
            options: SocketOptions(request: RequestOptions(correlates: true, isRelaxed: true)))
        try await join(reply, request, over: transport)
        for round in 0..<2 {
            try await request.send("x")
            _ = try await reply.next()
            try await reply.send("y")
            try await look(at: request)
            #expect(request.statistics.queuedToReceive == 1)
            if round == 0 { _ = try await request.next() }
        }
        try await request.send("x")
        #expect(request.statistics.queuedToReceive == 0)
        #expect(request.statistics.dropped[.unexpectedReply] == 1)
        _ = try await reply.next()
        try await reply.send("y")
        try await look(at: request)
        await request.finish()
        #expect(request.statistics.queuedToReceive == 0)
        #expect(request.statistics.dropped.total + reply.statistics.dropped.total == 2)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `what an XPUB has for its application is dropped by a close, without the subscriptions`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try XPublisherSocket(in: context)
        let subscriber = try XSubscriberSocket(in: context)
        try subscriber.subscribe(to: "a")
        try await join(publisher, subscriber, over: transport)
        for _ in 0..<2 { try await subscriber.send("up") }
        try await eventually("all have come") { publisher.statistics.queuedToReceive == 3 }
        await publisher.finish()
        #expect(publisher.statistics.queuedToReceive == 0)
        #expect(publisher.statistics.dropped[.closed] == 2)
    }
}
