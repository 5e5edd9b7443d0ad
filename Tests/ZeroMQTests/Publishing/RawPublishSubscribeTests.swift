import Testing
import ZeroMQ

/// XPUB and XSUB: subscriptions as messages.
@Suite(.timeLimit(.minutes(5)))
struct RawPublishSubscribeTests {
    let context = Context()

    private func publisher(
        _ verbosity: PublisherOptions.Verbosity = .firstOnly, manual: Bool = false, noDrop: Bool = false
    ) throws -> XPublisherSocket {
        try XPublisherSocket(
            in: context,
            options: SocketOptions(
                publisher: PublisherOptions(verbosity: verbosity, manual: manual, noDrop: noDrop)))
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-20, PS-21, PS-16, C-169, C-171 XPUB receives the first subscription and the last end of a topic`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try publisher()
        let endpoint = try publisher.bind(transport.anyEndpoint)
        let subscribers = try (0..<2).map { _ in try SubscriberSocket(in: context) }
        for subscriber in subscribers { try await join(subscriber, to: endpoint, of: publisher) }
        try subscribers[0].subscribe(to: "A")
        #expect(try await publisher.nextTexts() == ["\u{1}A"])
        try subscribers[1].subscribe(to: "A")
        try subscribers[1].subscribe(to: "B")
        #expect(try await publisher.nextTexts() == ["\u{1}B"])
        try subscribers[0].unsubscribe(from: "A")
        try subscribers[0].subscribe(to: "C")
        #expect(try await publisher.nextTexts() == ["\u{1}C"])
        try subscribers[1].unsubscribe(from: "A")
        #expect(try await publisher.nextTexts() == ["\0A"])
        // Whoever leaves ends his subscriptions.
        subscribers[1].close()
        #expect(try await publisher.nextTexts() == ["\0B"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-22, PS-11 verbose reports every subscription, verboser every end as well`(
        over transport: TransportUnderTest
    ) async throws {
        for verbosity in [PublisherOptions.Verbosity.everySubscribe, .everything] {
            let publisher = try publisher(verbosity)
            let endpoint = try publisher.bind(transport.anyEndpoint)
            let subscribers = try (0..<2).map { _ in try SubscriberSocket(in: context) }
            for subscriber in subscribers { try await join(subscriber, to: endpoint, of: publisher) }
            try subscribers[0].subscribe(to: "A")
            try subscribers[0].subscribe(to: "A")
            #expect(try await publisher.nextTexts() == ["\u{1}A"])
            #expect(try await publisher.nextTexts() == ["\u{1}A"])
            try subscribers[1].subscribe(to: "A")
            #expect(try await publisher.nextTexts() == ["\u{1}A"])
            subscribers[1].close()
            if verbosity == .everything { #expect(try await publisher.nextTexts() == ["\0A"]) }
            try await publisher.hasPeers(1)
            try subscribers[0].unsubscribe(from: "A")
            try subscribers[0].unsubscribe(from: "A")
            #expect(try await publisher.nextTexts() == ["\0A"])
            #expect(try publisher.tryReceive() == nil)
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-13 a repeated subscription changes nothing, and one end removes it`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try publisher()
        let subscriber = try XSubscriberSocket(in: context)
        try await join(publisher, subscriber, over: transport)
        try await subscriber.send("\u{1}A")
        try await subscriber.send("\u{1}A")
        try await subscriber.send("\u{1}B")
        #expect(try await publisher.nextTexts() == ["\u{1}A"])
        #expect(try await publisher.nextTexts() == ["\u{1}B"])
        try await subscriber.send("\0A")
        try await subscriber.send("\0A")
        #expect(try await publisher.nextTexts() == ["\0A"])
        #expect(publisher.subscriberCount(of: "A") == 0)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-23 with manual the application decides, for the peer it heard last`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try publisher(manual: true)
        let endpoint = try publisher.bind(transport.anyEndpoint)
        let subscribers = try (0..<2).map { _ in try XSubscriberSocket(in: context) }
        for (index, subscriber) in subscribers.enumerated() {
            try await join(subscriber, to: endpoint, of: publisher)
            try subscriber.subscribe(to: "ask \(index)")
            #expect(try await publisher.nextTexts() == ["\u{1}ask \(index)"])
            #expect(publisher.subscriberCount(of: "ask \(index)") == 0)
            try publisher.subscribe(to: "get \(index)")
        }
        for index in 0..<2 { try await publisher.send(["get \(index)"]) }
        for (index, subscriber) in subscribers.enumerated() {
            #expect(try await subscriber.nextTexts() == ["get \(index)"])
        }
        try publisher.unsubscribe(from: "get 1")
        try publisher.unsubscribe(from: "get 0")
        #expect(publisher.subscriberCount(of: "get 1") == 0)
        #expect(publisher.subscriberCount(of: "get 0") == 1)
        // What is told of a peer that leaves is what it asked for.
        subscribers[0].close()
        #expect(try await publisher.nextTexts() == ["\0ask 0"])
        #expect(publisher.topicCount == 0)
        // It cannot be subscribed to anything any more.
        try publisher.subscribe(to: "late")
        #expect(publisher.topicCount == 0)
    }

    @Test func `PS-23 without manual a publisher refuses to subscribe its peers`() throws {
        let publisher = try publisher()
        #expect(zmqError { try publisher.subscribe(to: "x") }?.code == .notSupported)
        #expect(zmqError { try publisher.unsubscribe(from: "x") }?.code == .notSupported)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-24 the welcome message comes first, to those who want it`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try XPublisherSocket(
            in: context,
            options: SocketOptions(publisher: PublisherOptions(welcomeMessage: Array("welcome".utf8))))
        let endpoint = try publisher.bind(transport.anyEndpoint)
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.subscribe(to: "")
        try await join(subscriber, to: endpoint, of: publisher)
        try await publisher.subscribers(of: "", atLeast: 1, timeout: patience)
        try await publisher.send("news")
        #expect(try await subscriber.nextTexts() == ["welcome"])
        #expect(try await subscriber.nextTexts() == ["news"])
        let picky = try SubscriberSocket(in: context)
        try picky.subscribe(to: "n")
        try await join(picky, to: endpoint, of: publisher)
        try await publisher.subscribers(of: "n", atLeast: 2, timeout: patience)
        try await publisher.send("news")
        #expect(try await picky.nextTexts() == ["news"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-25, PS-26 what is no subscription goes upstream to the application`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try publisher()
        let subscriber = try XSubscriberSocket(in: context)
        try await join(publisher, subscriber, over: transport)
        try await subscriber.send("hello")
        try await subscriber.send(["two", "frames"])
        try await subscriber.send("\u{1}topic")
        try await subscriber.send("")
        #expect(try await publisher.nextTexts() == ["hello"])
        #expect(try await publisher.nextTexts() == ["two", "frames"])
        #expect(try await publisher.nextTexts() == ["\u{1}topic"])
        #expect(try await publisher.nextTexts() == [""])
        #expect(publisher.subscriberCount(of: "topic") == 1)
    }

    @Test func `what an XPUB does not receive counts against the high-water marks`() async throws {
        let publisher = try XPublisherSocket(in: context, options: SocketOptions(receiveHighWaterMark: 10))
        let subscriber = try XSubscriberSocket(in: context, options: SocketOptions(sendHighWaterMark: 20))
        try await join(publisher, subscriber, over: .inproc)
        for number in 0..<100 { try await subscriber.send("\(number)") }
        #expect(publisher.statistics.queuedToReceive == 30)
        #expect(subscriber.statistics.dropped[.queueFull] == 70)
        // A subscription has its effect all the same.
        try subscriber.subscribe(to: "topic")
        #expect(publisher.subscriberCount(of: "topic") == 1)
        for number in 0..<30 { #expect(try await publisher.nextTexts() == ["\(number)"]) }
        #expect(try await publisher.nextTexts() == ["\u{1}topic"])
        try await subscriber.send("again")
        #expect(try await publisher.nextTexts() == ["again"])
        #expect(publisher.statistics.queuedToReceive == 0)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-25 a PUB drops what is no subscription`(over transport: TransportUnderTest) async throws {
        let publisher = try PublisherSocket(in: context)
        let subscriber = try XSubscriberSocket(in: context)
        try await join(publisher, subscriber, over: transport)
        try await subscriber.send("hello")
        try await subscriber.send("\u{1}topic")
        try await publisher.subscribers(of: "topic", atLeast: 1, timeout: patience)
        #expect(publisher.statistics.dropped[.malformed] == 1)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-26 each frame of a message can be a subscription, which later publishers are told as well`(
        over transport: TransportUnderTest
    ) async throws {
        let publisher = try publisher()
        let subscriber = try XSubscriberSocket(in: context)
        try await join(publisher, subscriber, over: transport)
        try await subscriber.send(["\u{1}A", "for", "\u{1}B", "you", "\0unknown"])
        #expect(try await publisher.nextTexts() == ["\u{1}A"])
        #expect(try await publisher.nextTexts() == ["\u{1}B"])
        #expect(try await publisher.nextTexts() == ["for", "you"])
        try await subscriber.send(["\0A"])
        #expect(try await publisher.nextTexts() == ["\0A"])
        let later = try self.publisher()
        try await join(later, subscriber, over: transport)
        #expect(try await later.nextTexts() == ["\u{1}B"])
        #expect(later.topicCount == 1)
        #expect(subscriber.statistics.dropped.total == 0)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-26 with onlyFirstSubscribe only the first frame is a subscription, and nothing is lost`(
        over transport: TransportUnderTest
    ) async throws {
        let options = SocketOptions(onlyFirstSubscribe: true)
        let publisher = try XPublisherSocket(in: context, options: options)
        let subscriber = try XSubscriberSocket(in: context, options: options)
        try await join(publisher, subscriber, over: transport)
        try await subscriber.send(["x", "\u{1}no topic"])
        try await subscriber.send(["\u{1}A", "rest", "\u{1}no topic"])
        #expect(try await publisher.nextTexts() == ["x", "\u{1}no topic"])
        #expect(try await publisher.nextTexts() == ["\u{1}A"])
        #expect(try await publisher.nextTexts() == ["rest", "\u{1}no topic"])
        #expect(publisher.topicCount == 1)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PS-27 each frame that arrives can be a subscription, with onlyFirstSubscribe only the first`(
        over transport: TransportUnderTest
    ) async throws {
        // Such a subscriber sends the second frame as it is.
        let options = SocketOptions(onlyFirstSubscribe: true)
        for isFirstOnly in [true, false] {
            let publisher = try XPublisherSocket(
                in: context, options: isFirstOnly ? options : SocketOptions())
            let subscriber = try XSubscriberSocket(in: context, options: options)
            try await join(publisher, subscriber, over: transport)
            try await subscriber.send(["x", "\u{1}topic"])
            if isFirstOnly {
                #expect(try await publisher.nextTexts() == ["x", "\u{1}topic"])
            } else {
                #expect(try await publisher.nextTexts() == ["\u{1}topic"])
                #expect(try await publisher.nextTexts() == ["x"])
            }
            #expect(publisher.topicCount == (isFirstOnly ? 0 : 1))
        }
    }
}
