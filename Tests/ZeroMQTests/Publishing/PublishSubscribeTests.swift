import Testing
import ZeroMQ

/// Topics and their messages, between PUB and SUB.
@Suite(.timeLimit(.minutes(5)))
struct PublishSubscribeTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-01, PS-03, C-161, C-162 a message goes to those with a topic that its first frame begins with`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try PublisherSocket(in: context)
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.subscribe(to: "A")
        try subscriber.subscribe(to: Frame([0, 255]))
        try await join(publisher, subscriber, over: transport)
        try await publisher.subscribers(of: "A", atLeast: 1, timeout: patience)
        try await publisher.subscribers(of: Frame([0, 255]), atLeast: 1, timeout: patience)
        for message in ["B", ["B", "A"], ["", "A"], "a", Message([0]), Message([255, 0])] as [Message] {
            try await publisher.send(message)
        }
        let wanted: [Message] = ["A", ["AB", "B"], Message([0, 255]), Message([0, 255, 7])]
        for message in wanted { try await publisher.send(message) }
        for message in wanted { #expect(try await subscriber.next() == message) }
        #expect(publisher.statistics.dropped[.noSubscriber] == 6)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-160 without a subscription nothing is received; the empty one is for everything`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try PublisherSocket(in: context)
        let subscriber = try SubscriberSocket(in: context)
        try await join(publisher, subscriber, over: transport)
        try await publisher.send("lost")
        try subscriber.subscribe(to: "")
        try await publisher.subscribers(of: "", atLeast: 1, timeout: patience)
        try await publisher.send("")
        try await publisher.send(["x", "y"])
        #expect(try await subscriber.nextTexts() == [""])
        #expect(try await subscriber.nextTexts() == ["x", "y"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-02, C-172 a subscriber gets one copy, and every subscriber gets it`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try PublisherSocket(in: context)
        let endpoint = try publisher.bind(transport.anyEndpoint)
        let subscribers = try (0..<5).map { _ in try SubscriberSocket(in: context) }
        for subscriber in subscribers {
            for topic in ["", "a", "ab", "abc"] { try subscriber.subscribe(to: Frame(topic)) }
            try subscriber.connect(endpoint)
        }
        try await publisher.subscribers(of: "abc", atLeast: 5, timeout: patience)
        // The last topic is told last.
        for topic in ["a", "ab", "abc"] { try await publisher.send(Message(topic)) }
        for subscriber in subscribers {
            for topic in ["a", "ab", "abc"] { #expect(try await subscriber.nextTexts() == [topic]) }
            #expect(try subscriber.tryReceive() == nil)
        }
    }

    @Test func `PS-04, C-173, C-192 a full subscriber loses messages, the others lose none`() async throws {
        let publisher = try PublisherSocket(in: context, options: SocketOptions(sendHighWaterMark: 5))
        let endpoint = try publisher.bind("inproc://\(UniqueName.make())")
        let slow = try SubscriberSocket(in: context, options: SocketOptions(receiveHighWaterMark: 5))
        let fast = try SubscriberSocket(in: context, options: SocketOptions(receiveHighWaterMark: 1000))
        for subscriber in [slow, fast] {
            try subscriber.subscribe(to: "")
            try subscriber.connect(endpoint)
        }
        try await publisher.subscribers(of: "", atLeast: 2, timeout: patience)
        for number in 0..<100 { #expect(try publisher.trySend("\(number)")) }
        #expect(publisher.statistics.dropped[.queueFull] == 90)
        #expect(try slow.drain().map(\.text) == (0..<10).map(String.init))
        #expect(try fast.drain().map(\.text) == (0..<100).map(String.init))
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-164 without a subscriber everything is dropped and counted`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try PublisherSocket(in: context)
        try publisher.bind(transport.anyEndpoint)
        for _ in 0..<10_000 { #expect(try publisher.trySend("x")) }
        #expect(publisher.statistics.dropped[.noSubscriber] == 10_000)
        #expect(publisher.statistics.queuedToSend == 0)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-10, PS-12 a topic is counted: as many ends as beginnings`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try PublisherSocket(in: context)
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.subscribe(to: "A")
        try subscriber.subscribe(to: "A")
        try subscriber.subscribe(to: "sync")
        try await join(publisher, subscriber, over: transport)
        try await publisher.subscribers(of: "sync", atLeast: 1, timeout: patience)
        try subscriber.unsubscribe(from: "A")
        try subscriber.unsubscribe(from: "unknown")
        try subscriber.subscribe(to: "sync 2")
        try await eventually("the second topic is there") { publisher.topicCount == 3 }
        #expect(publisher.subscriberCount(of: "A") == 1)
        try subscriber.unsubscribe(from: "A")
        try await eventually("the topic is gone") { publisher.subscriberCount(of: "A") == 0 }
        #expect(publisher.topicCount == 2)
        try await publisher.send("A")
        try await publisher.send("sync")
        #expect(try await subscriber.nextTexts() == ["sync"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-05 SUB tests again what arrives`(over transport: TransportUnderTest) async throws {
        // An XPUB with manual subscriptions sends what was not asked for.
        let publisher = try XPublisherSocket(
            in: context, options: SocketOptions(publisher: PublisherOptions(manual: true)))
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.subscribe(to: "A")
        try await join(publisher, subscriber, over: transport)
        #expect(try await publisher.next().bytes == [1] + Array("A".utf8))
        try publisher.subscribe(to: "")
        try await publisher.send("B")
        try await publisher.send("A")
        #expect(try await subscriber.nextTexts() == ["A"])
        #expect(subscriber.statistics.dropped[.notMatching] == 1)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-05 XSUB does not test what arrives`(over transport: TransportUnderTest) async throws {
        let publisher = try XPublisherSocket(
            in: context, options: SocketOptions(publisher: PublisherOptions(manual: true)))
        let subscriber = try XSubscriberSocket(in: context)
        try subscriber.subscribe(to: "A")
        try await join(publisher, subscriber, over: transport)
        _ = try await publisher.next()
        try publisher.subscribe(to: "")
        try await publisher.send("B")
        #expect(try await subscriber.nextTexts() == ["B"])
    }

    @Test(arguments: TransportUnderTest.allCases, [SocketType.pub, .xpub])
    func `PS-06 with invertMatching a topic says what is not wanted`(
        over transport: TransportUnderTest, from type: SocketType
    ) async throws {
        let publisher = try Socket(type, in: context, options: SocketOptions(invertMatching: true))
        let subscriber = try SubscriberSocket(in: context, options: SocketOptions(invertMatching: true))
        try subscriber.subscribe(to: "A")
        try await join(publisher, subscriber, over: transport)
        try await eventually("the topic is there") { publisher.topicCount == 1 }
        #expect(publisher.subscriberCount(of: "AB") == 0)
        #expect(publisher.subscriberCount(of: "B") == 1)
        try await publisher.subscribers(of: "B", atLeast: 1, timeout: patience)
        try await publisher.send("A")
        try await publisher.send("AB")
        try await publisher.send("B")
        #expect(try await subscriber.nextTexts() == ["B"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-15, PS-30 all present topics are told to a publisher that comes later`(
        over transport: TransportUnderTest
    ) async throws {
        let subscriber = try SubscriberSocket(in: context)
        let endpoint = try subscriber.bind(transport.anyEndpoint)
        let topics = (0..<500).map { "topic \($0)" }
        for topic in topics { try subscriber.subscribe(to: Frame(topic)) }
        try subscriber.unsubscribe(from: "topic 7")
        // C-049: the subscriber may be the one that binds.
        for _ in 0..<3 {
            let publisher = try PublisherSocket(in: context)
            try publisher.connect(endpoint)
            try await eventually("the topics are there") { publisher.topicCount == 499 }
            #expect(publisher.subscriberCount(of: "topic 7") == 0)
            #expect(publisher.subscriberCount(of: "topic 499") == 1)
        }
    }

    @Test(arguments: TransportUnderTest.networks)
    func `SOCK-13, C-175 subscriptions survive when the publisher comes back`(
        over transport: TransportUnderTest
    ) async throws {
        let endpoint = transport.agreedEndpoint
        let subscriber = try SubscriberSocket(
            in: context, options: SocketOptions(reconnect: ReconnectPolicy(interval: .milliseconds(5))))
        try subscriber.connect(endpoint)
        try subscriber.subscribe(to: "A")
        for round in 0..<5 {
            let publisher = try PublisherSocket(in: context)
            try publisher.bind(endpoint)
            try await publisher.subscribers(of: "A", atLeast: 1, timeout: patience)
            #expect(publisher.topicCount == round + 1)
            try await publisher.send("A \(round)")
            #expect(try await subscriber.nextTexts() == ["A \(round)"])
            publisher.close()
            try await subscriber.hasPeers(0)
            // Changes while nobody is there count as well.
            try subscriber.subscribe(to: "B \(round)")
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-16, C-170 the topics of a subscriber that leaves are forgotten`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try PublisherSocket(in: context)
        let endpoint = try publisher.bind(transport.anyEndpoint)
        let subscribers = try (0..<3).map { _ in try SubscriberSocket(in: context) }
        for subscriber in subscribers {
            try subscriber.subscribe(to: "A")
            try subscriber.connect(endpoint)
        }
        try await publisher.subscribers(of: "A", atLeast: 3, timeout: patience)
        for (gone, subscriber) in subscribers.enumerated() {
            subscriber.close()
            try await eventually("it is forgotten") { publisher.subscriberCount(of: "A") == 2 - gone }
        }
        #expect(publisher.topicCount == 0)
    }

    @Test(arguments: [0, 1, 244, 245, 246, 247, 248, 249, 255, 256, 70_000])
    func `PS-17 topics have any length`(count: Int) async throws {
        let topic = Frame([UInt8](repeating: 0xAB, count: count))
        for transport in TransportUnderTest.allCases {
            let publisher = try PublisherSocket(in: context)
            let subscriber = try SubscriberSocket(in: context)
            try await join(publisher, subscriber, over: transport)
            try subscriber.subscribe(to: topic)
            try await publisher.subscribers(of: topic, atLeast: 1, timeout: patience)
            #expect(publisher.topicCount == 1)
            try subscriber.unsubscribe(from: topic)
            try await eventually("it is cancelled") { publisher.topicCount == 0 }
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-34 subscriptions do not count against the high-water mark`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try PublisherSocket(in: context, options: SocketOptions(receiveHighWaterMark: 1))
        let subscriber = try SubscriberSocket(in: context, options: SocketOptions(sendHighWaterMark: 1))
        for number in 0..<300 { try subscriber.subscribe(to: "before \(number)") }
        try await join(publisher, subscriber, over: transport)
        for number in 0..<300 { try subscriber.subscribe(to: "after \(number)") }
        try await eventually("all topics are there") { publisher.topicCount == 600 }
    }

    @Test func `PS-35 SUB and XSUB do not linger`() throws {
        #expect(try SubscriberSocket(in: context).socket.options.linger == .none)
        #expect(try XSubscriberSocket(in: context).socket.options.linger == .none)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-165 a SUB with several publishers takes from each in turn`(
        over transport: TransportUnderTest
    ) async throws {
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.subscribe(to: "")
        let publishers = try (0..<2).map { _ in try PublisherSocket(in: context) }
        for publisher in publishers {
            try await join(publisher, subscriber, over: transport)
            try await publisher.subscribers(of: "", atLeast: 1, timeout: patience)
        }
        for _ in 0..<500 { try await publishers[0].send("fast") }
        for _ in 0..<5 { try await publishers[1].send("slow") }
        try await eventually("all have arrived") { subscriber.statistics.queuedToReceive == 505 }
        var order: [String] = []
        for _ in 0..<505 { order.append(try await subscriber.next().text) }
        for round in 0..<5 { #expect(Set(order[round * 2..<round * 2 + 2]) == ["fast", "slow"]) }
    }

    @Test func `C-166 a subscriber that comes late misses what was sent before`() async throws {
        let publisher = try PublisherSocket(in: context)
        let endpoint = try publisher.bind("tcp://127.0.0.1:*")
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.subscribe(to: "")
        try await publisher.send("too early")
        try subscriber.connect(endpoint)
        try await publisher.subscribers(of: "", atLeast: 1, timeout: patience)
        try await publisher.send("in time")
        #expect(try await subscriber.nextTexts() == ["in time"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-174, SOCK-05 messages stay in order`(over transport: TransportUnderTest) async throws {
        let publisher = try PublisherSocket(in: context, options: SocketOptions(sendHighWaterMark: 0))
        let subscriber = try SubscriberSocket(in: context, options: SocketOptions(receiveHighWaterMark: 0))
        try subscriber.subscribe(to: "")
        try await join(publisher, subscriber, over: transport)
        try await publisher.subscribers(of: "", atLeast: 1, timeout: patience)
        for number in 0..<20_000 { try await publisher.send(["\(number)", "rest"]) }
        for number in 0..<20_000 { #expect(try await subscriber.nextTexts() == ["\(number)", "rest"]) }
    }
}
