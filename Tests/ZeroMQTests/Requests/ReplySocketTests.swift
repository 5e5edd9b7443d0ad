import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct ReplySocketTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.allCases)
    func `REP-01, REP-02, C-122 the envelope is kept for the reply`(
        over transport: TransportUnderTest
    ) async throws {
        let reply = try ReplySocket(in: context)
        let dealer = try DealerSocket(in: context)
        try await join(reply, dealer, over: transport)
        try await dealer.send(["one", "two", "", "body", "", "more"])
        #expect(try await reply.nextTexts() == ["body", "", "more"])
        try await reply.send(["answer", ""])
        #expect(try await dealer.nextTexts() == ["one", "two", "", "answer", ""])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REP-03, C-123 a request without a delimiter is dropped, the connection stays`(
        over transport: TransportUnderTest
    ) async throws {
        let reply = try ReplySocket(in: context)
        let dealer = try DealerSocket(in: context)
        try await join(reply, dealer, over: transport)
        try await dealer.send("bare")
        try await dealer.send("")
        try await dealer.send(["a", "b", ""])
        try await dealer.send(["", "good"])
        #expect(try await reply.nextTexts() == ["good"])
        #expect(reply.statistics.dropped[.malformed] == 3)
        try await reply.send("yes")
        #expect(try await dealer.nextTexts() == ["", "yes"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REP-04 an empty body is a request`(over transport: TransportUnderTest) async throws {
        let reply = try ReplySocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(reply, request, over: transport)
        try await request.send("")
        #expect(try await reply.nextTexts() == [""])
        try await reply.send("")
        #expect(try await request.nextTexts() == [""])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REP-05, C-120, C-127 out of turn the call throws and changes nothing`(
        over transport: TransportUnderTest
    ) async throws {
        let reply = try ReplySocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(reply, request, over: transport)
        #expect(await errorCode { try await reply.send("first") } == .wrongState)
        try await request.send("?")
        _ = try await reply.next()
        #expect(await errorCode { _ = try await reply.receive() } == .wrongState)
        #expect(await errorCode { _ = try reply.tryReceive() } == .wrongState)
        try await reply.send("!")
        #expect(await errorCode { try await reply.send("!") } == .wrongState)
        #expect(try await request.nextTexts() == ["!"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REP-06, C-125, C-126 requests of all peers get their turn, and each peer its own reply`(
        over transport: TransportUnderTest
    ) async throws {
        let reply = try ReplySocket(in: context)
        let endpoint = try reply.bind(transport.anyEndpoint)
        let clients = try (0..<3).map { _ in try DealerSocket(in: context) }
        for client in clients { try await join(client, to: endpoint, of: reply) }
        for (index, client) in clients.enumerated() {
            for round in 0..<3 { try await client.send(["", "\(index).\(round)"]) }
        }
        try await eventually("all requests are there") { reply.statistics.queuedToReceive == 9 }
        var order: [String] = []
        for _ in 0..<9 {
            let request = try await reply.next()
            order.append(request.text)
            try await reply.send(request)
        }
        // Each peer once in every three.
        for round in 0..<3 {
            #expect(Set(order[round * 3..<round * 3 + 3]) == ["0.\(round)", "1.\(round)", "2.\(round)"])
        }
        for (index, client) in clients.enumerated() {
            for round in 0..<3 { #expect(try await client.nextTexts() == ["", "\(index).\(round)"]) }
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REP-07 the reply to a peer that is gone is dropped and counted`(
        over transport: TransportUnderTest
    ) async throws {
        let reply = try ReplySocket(in: context)
        let request = try RequestSocket(in: context)
        let endpoint = try await join(reply, request, over: transport)
        try await request.send("?")
        _ = try await reply.next()
        request.close()
        try await reply.hasPeers(0)
        try await reply.send("to nobody")
        #expect(reply.statistics.dropped[.peerGone] == 1)
        let next = try RequestSocket(in: context)
        try await join(next, to: endpoint, of: reply)
        try await next.send("next")
        #expect(try await reply.nextTexts() == ["next"])
    }

    @Test func `REP-07 a reply never waits, also when the peer's queue is full`() async throws {
        let reply = try ReplySocket(in: context, options: SocketOptions(sendHighWaterMark: 1))
        let dealer = try DealerSocket(in: context, options: SocketOptions(receiveHighWaterMark: 1))
        try await join(reply, dealer, over: .inproc)
        for index in 0..<10 {
            try await dealer.send(["", "\(index)"])
            _ = try await reply.next()
            try await reply.send("\(index)")
        }
        #expect(reply.statistics.dropped[.queueFull] == 8)
        #expect(try await dealer.nextTexts() == ["", "0"])
        #expect(try await dealer.nextTexts() == ["", "1"])
    }

    @Test func `REP-08 of two requesters with one identity the second is refused`() async throws {
        let reply = try ReplySocket(in: context)
        let options = SocketOptions(
            routingID: "same", reconnect: ReconnectPolicy(interval: .milliseconds(5)))
        let first = try RequestSocket(in: context, options: options)
        let endpoint = try await join(reply, first, over: .tcp)
        let events = reply.events
        let second = try RequestSocket(in: context, options: options)
        try second.connect(endpoint)
        let failure = try await within {
            for await case .handshakeFailed(_, _, let failure) in events { return failure }
            throw NeverHappened("the second is refused")
        }
        #expect(failure == .duplicateIdentity("same"))
        try await first.send("1")
        #expect(try await reply.nextTexts() == ["1"])
        try await reply.send("one")
        #expect(try await first.nextTexts() == ["one"])
        // When the first has gone the second takes its place, as it tries again (RTR-07).
        first.close()
        try await second.send("2")
        #expect(try await reply.nextTexts() == ["2"])
    }

    @Test func `two threads may share a REP: the one that waits is told of requests that were waiting`()
        async throws
    {
        let reply = try ReplySocket(in: context)
        let dealer = try DealerSocket(in: context)
        try await join(reply, dealer, over: .inproc)
        let first = Task { try await reply.receive() }
        let second = Task { try await reply.receive() }
        try await eventually("both wait") { reply.statistics.messagesReceived == 0 }
        try await Task.sleep(for: .milliseconds(20))
        try await dealer.send(["", "1"])
        try await dealer.send(["", "2"])
        try await eventually("the first is received") { reply.statistics.messagesReceived == 1 }
        try await reply.send("one")
        // The other one waits still, and a request is there.
        try await eventually("the second is received") { reply.statistics.messagesReceived == 2 }
        let texts = try await [first.value.text, second.value.text]
        #expect(Set(texts) == ["1", "2"])
    }
}
