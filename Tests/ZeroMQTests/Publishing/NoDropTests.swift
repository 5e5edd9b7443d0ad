import Testing
import ZeroMQ

/// Publishers that wait for full subscribers instead of dropping.
@Suite(.timeLimit(.minutes(5)))
struct NoDropTests {
    let context = Context()

    private func publisher(sendHighWaterMark: Int, buffer: Int? = nil) throws -> XPublisherSocket {
        try XPublisherSocket(
            in: context,
            options: SocketOptions(
                sendHighWaterMark: sendHighWaterMark, network: NetworkOptions(sendBufferBytes: buffer),
                publisher: PublisherOptions(noDrop: true)))
    }

    @Test func `PS-04 with noDrop a send waits while a subscriber is full`() async throws {
        let publisher = try publisher(sendHighWaterMark: 2)
        let subscriber = try SubscriberSocket(in: context, options: SocketOptions(receiveHighWaterMark: 2))
        try subscriber.subscribe(to: "")
        try await join(publisher, subscriber, over: .inproc)
        _ = try await publisher.next()
        #expect(try publisher.fill() == 4)
        #expect(await errorCode { try await publisher.send("x", timeout: .milliseconds(1)) } == .timedOut)
        let sending = Task { try await publisher.send("last") }
        try await publisher.hasWaitingSenders(1)
        for _ in 0..<4 { #expect(try await subscriber.nextTexts() == ["x"]) }
        #expect(try await subscriber.nextTexts() == ["last"])
        try await sending.value
        #expect(publisher.statistics.dropped.total == 0)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-04 who waits for a full subscriber goes on when that one leaves`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try publisher(sendHighWaterMark: 2, buffer: 4096)
        let subscriber = try SubscriberSocket(
            in: context,
            options: SocketOptions(
                receiveHighWaterMark: 2, network: NetworkOptions(receiveBufferBytes: 4096)))
        try subscriber.subscribe(to: "")
        try await join(publisher, subscriber, over: transport)
        _ = try await publisher.next()
        // Whatever the network still takes, it comes to a stop.
        let sending = Task {
            let large = Message([UInt8](repeating: 7, count: 200_000))
            repeat { try await publisher.send(large) } while !publisher.peers.isEmpty
        }
        try await publisher.hasWaitingSenders(1)
        subscriber.close()
        try await within { try await sending.value }
    }

    @Test func `with noDrop senders that wait for different subscribers do not hold each other up`()
        async throws
    {
        let publisher = try publisher(sendHighWaterMark: 1)
        let endpoint = try publisher.bind("inproc://\(UniqueName.make())")
        var subscribers: [SubscriberSocket] = []
        for topic in ["A", "B"] {
            let subscriber = try SubscriberSocket(
                in: context, options: SocketOptions(receiveHighWaterMark: 1))
            try subscriber.subscribe(to: Frame(topic))
            try await join(subscriber, to: endpoint, of: publisher)
            try await publisher.subscribers(of: Frame(topic), atLeast: 1, timeout: patience)
            #expect(try publisher.fill(with: Message(Frame(topic))) == 2)
            subscribers.append(subscriber)
        }
        let toA = Task { try await publisher.send("A") }
        try await publisher.hasWaitingSenders(1)
        let toB = Task { try await publisher.send("B") }
        try await publisher.hasWaitingSenders(2)
        // Only B makes room, and A's sender has waited longer.
        for _ in 0..<3 { #expect(try await subscribers[1].nextTexts() == ["B"]) }
        try await toB.value
        // And then nobody wants A any more.
        try await publisher.hasWaitingSenders(1)
        try subscribers[0].unsubscribe(from: "A")
        try await within { try await toA.value }
    }
}
