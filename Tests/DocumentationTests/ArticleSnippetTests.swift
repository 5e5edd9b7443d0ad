import TestPrograms
import Testing
import ZeroMQ

/// The code of the other articles does what the text around it says.
@Suite(.timeLimit(.minutes(5)))
struct ArticleSnippetTests {
    private let context = Context()

    @Test func `the first program says hello`() async throws {
        #expect(try await Transcript.of(GettingStartedSnippets.first) == ["Hello", "World"])
    }

    @Test func `the messages of a socket end with it`() async throws {
        let (push, pull) = try pipeline()
        for text in ["one", "two"] { try await push.send(Message(text)) }
        let transcript = Transcript()
        let reading = Task {
            try await Transcript.$current.withValue(transcript) {
                try await GettingStartedSnippets.sequence(pull: pull)
            }
        }
        await transcript.wait { $0.count == 2 }
        pull.close()
        try await reading.value
        #expect(transcript.lines == ["one", "two"])
    }

    @Test func `the transports' examples`() async throws {
        #expect(try await Transcript.of { try await TCPSnippets.binding(context: context) } == ["true"])
        #expect(try await Transcript.of { try await InprocSnippets.example(context: context) } == ["early"])
        let path = try await Transcript.of { try await IPCSnippets.example(context: context) }
        #expect(path.count == 1)
        #expect(path[0].contains("/zeromq-"))
    }

    @Test func `closing reports what was not sent`() async throws {
        #expect(
            try await Transcript.of { try await GuaranteesSnippets.reporting(context: context) }
                == ["3 messages were not sent"])
    }

    @Test func `options are given as shown`() async throws {
        try await OptionsSnippets.giving(context: context)
        try await OptionsSnippets.defaults()
    }

    @Test func `messages are made as shown`() async throws {
        let (push, pull) = try pipeline()
        try await MessagesAndFramesSnippets.literals(push: push)
        #expect(try await pull.receive() == "World")
        #expect(try await pull.receive() == ["weather.paris", "12 °C"])
        #expect(try await pull.receive() == ["temperature", "21.5"])
        let lines = try await Transcript.of {
            try await MessagesAndFramesSnippets.reading(message: ["a", "b", "c"])
            try await MessagesAndFramesSnippets.large(message: ["b"], push: push)
        }
        #expect(lines == ["3 3", "a [98]", "b", "c", "98"])
        let picture = try await pull.receive()[1]
        #expect(picture.count == 1 << 20)
        #expect(picture.bytes[999] == 255)
        #expect(picture.bytes[1000] == 0)
    }

    @Test func `an envelope goes back the way it came`() async throws {
        let router = try RouterSocket(in: context)
        let client = try RequestSocket(in: context)
        try client.connect(try router.bind("inproc://envelope"))
        try await client.send("a question")
        let request = try await router.receive()
        try await MessagesAndFramesSnippets.envelope(router: router, request: request)
        #expect(try await client.receive().text == "the answer")
    }

    @Test func `a poller ends with the control socket`() async throws {
        let (push, pull) = try pipeline()
        let (publisher, control) = try await news()
        try await push.send("a task")
        let transcript = Transcript()
        let polling = Task { [context] in
            try await onThread {
                try Transcript.$current.withValue(transcript) {
                    try SeveralAtATimeSnippets.poller(context: context, work: pull, control: control)
                }
            }
        }
        await transcript.wait { !$0.isEmpty }
        try await publisher.send("stop")
        try await polling.value
        #expect(transcript.lines == ["work: a task"])
    }

    @Test func `a task for each socket`() async throws {
        let (push, pull) = try pipeline()
        let (publisher, subscriber) = try await news()
        try await push.send("one")
        try await publisher.send("two")
        let transcript = Transcript()
        let reading = Task {
            try await Transcript.$current.withValue(transcript) {
                try await SeveralAtATimeSnippets.tasks(work: pull, news: subscriber)
            }
        }
        await transcript.wait { $0.count == 2 }
        pull.close()
        subscriber.close()
        try await reading.value
        #expect(Set(transcript.lines) == ["work: one", "news: two"])
    }

    @Test func `a proxy runs until it is cancelled`() async throws {
        let broker = Task { [context] in try await SeveralAtATimeSnippets.proxy(context: context) }
        let worker = try ReplySocket(in: context)
        try await worker.connect("inproc://workers").ready()
        broker.cancel()
        await #expect(throws: ZMQError.self) { try await broker.value }
    }

    private func pipeline() throws -> (PushSocket, PullSocket) {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try push.connect(try pull.bind("tcp://127.0.0.1:*"))
        return (push, pull)
    }

    private func news() async throws -> (PublisherSocket, SubscriberSocket) {
        let publisher = try PublisherSocket(in: context)
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.connect(try publisher.bind("tcp://127.0.0.1:*"))
        try subscriber.subscribe(to: "")
        try await publisher.subscribers(of: "", atLeast: 1)
        return (publisher, subscriber)
    }
}
