import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// Our publishers with subscribers of libzmq.
@Suite(.needsLibZMQ, .timeLimit(.minutes(2)))
struct PublisherTests {
    /// Waits for the next message of `socket`, which holds a subscription or a cancellation.
    private func report(_ socket: Socket) async throws -> [UInt8] {
        let message = try await socket.receive(timeout: Patience.limit)
        #expect(message.count == 1)
        return message.bytes
    }

    @Test(arguments: Pairing.legal.filter { [.pub, .xpub].contains($0.ours) })
    func `PS-01 a subscriber gets what begins with a topic`(_ pairing: Pairing) throws {
        let theirs = pairing.theirs
        let pair = try MixedPair(pairing)
        for topic in ["a", "bc", "b"] {
            if theirs == .sub {
                try pair.theirs.subscribe(to: topic)
            } else {
                try pair.theirs.send("\u{1}\(topic)")
            }
        }
        if theirs == .sub {
            try pair.theirs.unsubscribe(from: "b")
        } else {
            try pair.theirs.send("\u{0}b")
        }
        try pair.wait { socket in
            [("a", 1), ("b", 0), ("bc", 1), ("bd", 0)].allSatisfy { topic, count in
                socket.subscriberCount(of: Frame(topic)) == count
            }
        }
        for text in ["x", "ab", "bcd", "b", "", "a"] { try pair.ours.send([Frame(text), "a"]) }
        for text in ["ab", "bcd", "a"] { #expect(try pair.theirs.expectTexts() == [text, "a"]) }
    }

    /// Without those between the limits: for topics of 246 to 255 bytes libzmq 4.3.4 writes a SUBSCRIBE with a
    /// long length and a short flag, which nobody can read.
    @Test(arguments: [SocketType.sub, .xsub], [0, 1, 244, 245, 256, 300, 70_000])
    func `PS-20 our XPUB is told topics of any length`(_ type: SocketType, _ count: Int) async throws {
        let topic = (0..<count).map { UInt8(truncatingIfNeeded: $0 + 1) }
        let pair = try MixedPair(.xpub, type)
        try await onThread { try pair.wait { !$0.peers.isEmpty } }
        if type == .sub {
            try pair.theirs.setOption(.subscribe, topic)
        } else {
            try pair.theirs.send([[1] + topic])
        }
        #expect(try await report(pair.ours) == [1] + topic)
        try await pair.ours.send(Message(frames: [topic + [7], [8]]))
        #expect(try await pair.theirs.nextMessage() == [topic + [7], [8]])
        if type == .sub {
            try pair.theirs.setOption(.unsubscribe, topic)
        } else {
            try pair.theirs.send([[0] + topic])
        }
        #expect(try await report(pair.ours) == [0] + topic)
    }

    @Test(arguments: PublisherOptions.Verbosity.allCases)
    func `PS-22 our XPUB reports as verbosely as it was told`(
        _ verbosity: PublisherOptions.Verbosity
    ) async throws {
        let context = Context()
        let ours = try Socket(
            .xpub, in: context, options: SocketOptions(publisher: PublisherOptions(verbosity: verbosity)))
        let endpoint = try ours.bind("tcp://127.0.0.1:*").description
        let foreignContext = try ForeignContext()
        var subscribers: [ForeignSocket] = []
        for number in 0..<2 {
            let subscriber = try ForeignSocket(.subscriber, in: foreignContext)
            try subscriber.subscribe(to: "topic")
            // A second topic that only this one has tells that the first is here.
            try subscriber.subscribe(to: "own \(number)")
            try subscriber.connect(endpoint)
            subscribers.append(subscriber)
            var reports: Set<String> = []
            let isReported = number == 0 || verbosity != .firstOnly
            for _ in 0..<(isReported ? 2 : 1) {
                reports.insert(try await ours.receive(timeout: Patience.limit).text)
            }
            #expect(reports == Set(["\u{1}own \(number)"] + (isReported ? ["\u{1}topic"] : [])))
        }
        try subscribers[0].unsubscribe(from: "topic")
        if verbosity == .everything {
            #expect(try await ours.receive(timeout: Patience.limit).text == "\u{0}topic")
        }
        try subscribers[0].unsubscribe(from: "own 0")
        #expect(try await ours.receive(timeout: Patience.limit).text == "\u{0}own 0")
        #expect(ours.subscriberCount(of: "topic") == 1)
        // The other one takes its topics with it (PS-16).
        subscribers[1].close()
        let left = [
            try await ours.receive(timeout: Patience.limit).text,
            try await ours.receive(timeout: Patience.limit).text,
        ]
        #expect(Set(left) == ["\u{0}topic", "\u{0}own 1"])
    }

    @Test func `PS-25 our XPUB gets what their XSUB sends`() async throws {
        let pair = try MixedPair(.xpub, .xsub)
        try pair.theirs.send("hello", "there")
        #expect(try await pair.ours.receive(timeout: Patience.limit).texts == ["hello", "there"])
    }

    @Test func `PS-25 our PUB drops what their XSUB sends`() async throws {
        let pair = try MixedPair(.pub, .xsub)
        try pair.theirs.send("hello", "there")
        try pair.theirs.send("\u{1}a")
        try await pair.ours.subscribers(of: "a", atLeast: 1, timeout: Patience.limit)
        try await pair.ours.send("a")
        #expect(try await pair.theirs.nextTexts() == ["a"])
    }

    @Test func `PS-24 a welcome message reaches their SUB`() async throws {
        let options = SocketOptions(publisher: PublisherOptions(welcomeMessage: Array("welcome".utf8)))
        let pair = try MixedPair(.xpub, .sub, options: options) { try $0.subscribe(to: "w") }
        #expect(try await pair.theirs.nextTexts() == ["welcome"])
    }

    @Test func `PS-05 a forwarder of our sockets stands between their SUB and PUB`() async throws {
        let context = Context()
        let (front, back) = (try XSubscriberSocket(in: context), try XPublisherSocket(in: context))
        let foreignContext = try ForeignContext()
        let publisher = try ForeignSocket(.xPublisher, in: foreignContext)
        let subscribers = [
            try ForeignSocket(.subscriber, in: foreignContext),
            try ForeignSocket(.subscriber, in: foreignContext),
        ]
        try front.connect(try publisher.bind("tcp://127.0.0.1:*"))
        let endpoint = try back.bind("tcp://127.0.0.1:*").description
        let down = Task { for try await message in front.messages { try await back.send(message) } }
        let up = Task { for try await message in back.messages { try await front.send(message) } }
        for (subscriber, topic) in zip(subscribers, ["a", "b"]) {
            try subscriber.connect(endpoint)
            try subscriber.subscribe(to: topic)
            #expect(try await publisher.nextTexts() == ["\u{1}\(topic)"])
        }
        for number in 0..<100 {
            for topic in ["a", "b", "c"] { try publisher.send(topic, String(number)) }
            #expect(try await subscribers[0].nextTexts() == ["a", String(number)])
            #expect(try await subscribers[1].nextTexts() == ["b", String(number)])
        }
        subscribers[0].close()
        #expect(try await publisher.nextTexts() == ["\u{0}a"])
        await context.terminate()
        try await down.value
        try await up.value
    }
}
