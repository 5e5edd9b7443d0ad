import LibZMQ
import Testing
import ZeroMQ

/// Our subscribers with publishers of libzmq. Its XPUB tells what it was told.
@Suite(.needsLibZMQ, .timeLimit(.minutes(2)))
struct SubscriberTests {
    @Test(arguments: [SocketType.sub, .xsub], [true, false])
    func `PS-01 the publisher sends what begins with a topic`(_ type: SocketType, weBind: Bool) async throws {
        let pair = try MixedPair(type, .xpub, weBind: weBind)
        try pair.ours.subscribe(to: "a")
        try pair.ours.subscribe(to: "bc")
        let told = [try await pair.theirs.nextTexts(), try await pair.theirs.nextTexts()]
        #expect(Set(told) == [["\u{1}a"], ["\u{1}bc"]])
        for text in ["x", "ab", "bcd", "b", "", "a"] { try pair.theirs.send(text, "a") }
        for text in ["ab", "bcd", "a"] {
            #expect(try await pair.ours.receive(timeout: Patience.limit).texts == [text, "a"])
        }
    }

    @Test(arguments: Pairing.legal.filter { [.sub, .xsub].contains($0.ours) })
    func `PS-01 a subscriber gets what begins with a topic`(_ pairing: Pairing) async throws {
        let pair = try MixedPair(pairing)
        try pair.ours.subscribe(to: "a")
        try pair.ours.subscribe(to: "bc")
        // Some do not tell what they were told: both topics are known when something of both has come.
        var come: Set<String> = []
        try await eventually("both topics are known") {
            for text in ["x", "a?", "b", "bc?"] { try pair.theirs.send(text) }
            while let message = try pair.ours.tryReceive() { come.insert(message.text) }
            return come.count >= 2
        }
        for text in ["x", "ab", "b", "", "bcd", "end", "a end"] { try pair.theirs.send(text) }
        var texts: [String] = []
        while texts.last != "a end" {
            texts.append(try await pair.ours.receive(timeout: Patience.limit).text)
        }
        #expect(come == ["a?", "bc?"])
        #expect(texts.filter { !$0.hasSuffix("?") } == ["ab", "bcd", "a end"])
    }

    @Test func `PS-12 a topic is cancelled with its last subscription`() async throws {
        let pair = try MixedPair(.sub, .xpub) { try $0.setOption(.xPublisherVerbose, 1) }
        try pair.ours.subscribe(to: "a")
        #expect(try await pair.theirs.nextTexts() == ["\u{1}a"])
        // Each one is told (PS-11).
        try pair.ours.subscribe(to: "a")
        #expect(try await pair.theirs.nextTexts() == ["\u{1}a"])
        try pair.ours.unsubscribe(from: "a")
        try pair.ours.unsubscribe(from: "never subscribed")
        #expect(try await pair.theirs.staysSilent())
        try pair.theirs.send("a")
        #expect(try await pair.ours.receive(timeout: Patience.limit).text == "a")
        try pair.ours.unsubscribe(from: "a")
        #expect(try await pair.theirs.nextTexts() == ["\u{0}a"])
        try pair.ours.subscribe(to: "b")
        #expect(try await pair.theirs.nextTexts() == ["\u{1}b"])
        try pair.theirs.send("a")
        try pair.theirs.send("b")
        #expect(try await pair.ours.receive(timeout: Patience.limit).text == "b")
    }

    @Test(arguments: [SocketType.sub, .xsub], [0, 1, 244, 245, 246, 247, 255, 256, 300, 70_000])
    func `PS-17 topics of any length`(_ type: SocketType, _ count: Int) async throws {
        let pair = try MixedPair(type, .xpub)
        let topic = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        try pair.ours.subscribe(to: Frame(topic))
        #expect(try await pair.theirs.nextMessage() == [[1] + topic])
        try pair.theirs.send([topic + [7], [8]])
        #expect(try await pair.ours.receive(timeout: Patience.limit).frameBytes == [topic + [7], [8]])
        try pair.ours.unsubscribe(from: Frame(topic))
        #expect(try await pair.theirs.nextMessage() == [[0] + topic])
    }

    @Test(arguments: [ForeignSocketType.publisher, .xPublisher])
    func `C-045 a publisher that comes late is told the topics`(_ type: ForeignSocketType) async throws {
        let context = Context()
        let ours = try SubscriberSocket(in: context)
        let endpoint = WireTransport.ipc.makeEndpoint()
        try ours.subscribe(to: "a")
        try ours.connect(endpoint)
        try ours.subscribe(to: "b")
        let theirs = try ForeignSocket(type, in: ForeignContext())
        let events = ours.events
        try theirs.bind(endpoint)
        _ = try await events.handshake()
        // It takes the topics in while it is called; until then nothing is sent.
        let publishing = Task {
            while !Task.isCancelled {
                for text in ["x", "a", "b"] { try theirs.send(text) }
                await Task.yield()
            }
        }
        var received: Set<String> = []
        while received.count < 2 { received.insert(try await ours.receive(timeout: Patience.limit).text) }
        publishing.cancel()
        try await publishing.value
        #expect(received == ["a", "b"])
    }

    @Test func `PS-26 what is no subscription goes up to the publisher`() async throws {
        let pair = try MixedPair(.xsub, .xpub)
        try await pair.ours.send(["\u{1}topic"])
        #expect(try await pair.theirs.nextTexts() == ["\u{1}topic"])
        try await pair.ours.send(["hello", "there"])
        #expect(try await pair.theirs.nextTexts() == ["hello", "there"])
        try await pair.ours.send(["\u{0}topic"])
        #expect(try await pair.theirs.nextTexts() == ["\u{0}topic"])
    }
}
