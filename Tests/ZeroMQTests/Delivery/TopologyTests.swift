import TestSeeds
import Testing
import ZeroMQ

/// Who may bind, who may come first, and what a program sees of its peers.
@Suite(.timeLimit(.minutes(5)))
struct TopologyTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.allCases)
    func `C-049 a SUB may bind and its publishers connect`(over transport: TransportUnderTest) async throws {
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.subscribe(to: "a")
        let endpoint = try subscriber.bind(transport.anyEndpoint)
        for number in 0..<3 {
            let publisher = try PublisherSocket(in: context)
            try publisher.connect(endpoint)
            try await publisher.subscribers(of: "a", atLeast: 1, timeout: patience)
            for topic in ["b", "a"] { try await publisher.send(Message("\(topic)\(number)")) }
            #expect(try await subscriber.nextTexts() == ["a\(number)"])
        }
    }

    @Test func `C-024 lanes are said when the context is made, and can be asked for`() async throws {
        #expect(context.options.ioLanes == 1)
        let context = try Context(options: ContextOptions(ioLanes: 4))
        #expect(context.options.ioLanes == 4)
        let pull = try PullSocket(in: context)
        let pushes = try (0..<8).map { _ in try PushSocket(in: context) }
        for push in pushes { try await join(pull, push, over: .tcp) }
        for push in pushes { try await push.send("x") }
        for _ in pushes { _ = try await pull.next() }
        #expect(zmqError { _ = try Context(options: ContextOptions(ioLanes: 65)) }?.code == .invalidArgument)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `RTR-13, C-142, C-143 a ROUTER knows nothing of delimiters`(over transport: TransportUnderTest)
        async throws
    {
        let router = try RouterSocket(in: context)
        let dealer = try DealerSocket(in: context, options: SocketOptions(routingID: Frame("D")))
        try await join(router, dealer, over: transport)
        let messages: [Message] = ["", ["", ""], ["", "x"], ["a", "", "b"]]
        for message in messages {
            try await dealer.send(message)
            let received = try await router.next()
            #expect(received.texts == ["D"] + message.texts)
            try await router.send(received)
            #expect(try await dealer.next() == message)
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-145 a name that was chosen is known before anything is said`(over transport: TransportUnderTest)
        async throws
    {
        let router = try RouterSocket(in: context, options: SocketOptions(router: .init(mandatory: true)))
        let dealer = try DealerSocket(in: context, options: SocketOptions(routingID: Frame("PEER2")))
        try await join(router, dealer, over: transport)
        try await router.send(["PEER2", "first"])
        #expect(try await dealer.nextTexts() == ["first"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-147 a peer without a name can be addressed before it says anything`(
        over transport: TransportUnderTest
    ) async throws {
        let router = try RouterSocket(in: context)
        let dealer = try DealerSocket(in: context)
        try await join(router, dealer, over: transport)
        try await router.send("hello", to: try #require(router.peers.first))
        #expect(try await dealer.nextTexts() == ["hello"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-182 the first PULL to come gets what was sent before the others`(
        over transport: TransportUnderTest
    )
        async throws
    {
        let push = try PushSocket(in: context)
        let endpoint = try push.bind(transport.anyEndpoint)
        let pulls = try (0..<3).map { _ in try PullSocket(in: context) }
        try await join(pulls[0], to: endpoint, of: push)
        for _ in 0..<30 { try await push.send("early") }
        for pull in pulls.dropFirst() { try await join(pull, to: endpoint, of: push) }
        for _ in 0..<30 { try await push.send("late") }
        for _ in 0..<30 { #expect(try await pulls[0].nextTexts() == ["early"]) }
        for pull in pulls {
            for _ in 0..<10 { #expect(try await pull.nextTexts() == ["late"]) }
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-195 with high-water marks above the burst a PUB loses nothing`(over transport: TransportUnderTest)
        async throws
    {
        let count = 20_000
        let publisher = try PublisherSocket(in: context, options: SocketOptions(sendHighWaterMark: count))
        let subscriber = try SubscriberSocket(
            in: context, options: SocketOptions(receiveHighWaterMark: count))
        try subscriber.subscribe(to: "")
        try await join(publisher, subscriber, over: transport)
        try await publisher.subscribers(of: "", atLeast: 1, timeout: patience)
        for number in 0..<count { try await publisher.send("\(number)") }
        for number in 0..<count { try #require(try await subscriber.nextTexts() == ["\(number)"]) }
        #expect(publisher.statistics.dropped.total == 0)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-204, C-205 a thread tells its parent that it is ready`(over transport: TransportUnderTest)
        async throws
    {
        // Over inproc with the parent's context, otherwise with one of its own.
        let parent = try PairSocket(in: context)
        let endpoint = try parent.bind(transport.anyEndpoint)
        let shared = transport == .inproc ? context : nil
        let child = Task {
            try await onThread {
                let context = shared ?? Context()
                let pair = try PairSocket(in: context)
                try pair.connect(endpoint)
                try pair.send("ready")
                return try pair.receive(timeout: patience).text
            }
        }
        #expect(try await parent.nextTexts() == ["ready"])
        try await parent.send("go")
        #expect(try await child.value == "go")
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-094 what was received stays as it is, however much comes after it`(
        over transport: TransportUnderTest
    ) async throws {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try await join(pull, push, over: transport)
        let sizes = [1, 31, 32, 100, 5000, 100_000]
        var kept: [Message] = []
        for round in 0..<20 {
            for size in sizes {
                try await push.send(Message([UInt8](repeating: UInt8(round), count: size)))
                kept.append(try await pull.next())
            }
        }
        for (index, message) in kept.enumerated() {
            let expected = [UInt8](
                repeating: UInt8(index / sizes.count), count: sizes[index % sizes.count])
            #expect(message.bytes == expected)
        }
    }

    @Test func `C-128 an envelope of any frames comes back as it was`() async throws {
        var random = SeededRandom.announced(for: "envelopes")
        let reply = try ReplySocket(in: context)
        let dealer = try DealerSocket(in: context)
        try await join(reply, dealer, over: .tcp)
        func frames(_ count: ClosedRange<Int>, sizes: ClosedRange<Int>) -> [Frame] {
            (0..<Int.random(in: count, using: &random)).map { _ in
                Frame(
                    (0..<Int.random(in: sizes, using: &random)).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    })
            }
        }
        for _ in 0..<300 {
            let addresses = frames(0...5, sizes: 1...300)
            let body = frames(1...4, sizes: 0...300)
            try await dealer.send(Message(addresses + [Frame()] + body))
            let request = try await reply.next()
            #expect(Array(request) == body)
            try await reply.send(request)
            #expect(Array(try await dealer.next()) == addresses + [Frame()] + body)
        }
    }

    #if os(Linux)
    @Test func `an interface can be named, and a source address`() async throws {
        let pull = try PullSocket(in: context)
        let endpoint = try pull.bind("tcp://lo:*")
        let port = try #require(endpoint.port)
        let push = try PushSocket(in: context)
        try await join(push, to: try Endpoint("tcp://127.0.0.1:\(port)"), of: pull)
        let other = try PushSocket(in: context)
        try await join(other, to: try Endpoint("tcp://127.0.0.1:0;127.0.0.1:\(port)"), of: pull)
        try await other.send("x")
        #expect(try await pull.nextTexts() == ["x"])
    }
    #endif
}
