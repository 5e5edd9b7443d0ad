import TestPrograms
import Testing
import ZeroMQ

/// The five tasks of the article for those who come from libzmq, and the remedies for trouble.
@Suite(.timeLimit(.minutes(5)))
struct TaskSnippetTests {
    private let context = Context()

    /// Runs code whose own patience may be too short for a busy machine, again when it was.
    private func patiently(_ body: () async throws -> Void) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            do {
                return try await body()
            } catch let error as ZMQError {
                guard error.code == .timedOut, ContinuousClock.now < deadline else { throw error }
            }
        }
    }

    @Test func `ask and answer`() async throws {
        let server = try ReplySocket(in: context)
        let here = try server.bind("tcp://127.0.0.1:*")
        async let asked = Transcript.ofThread { try ComingFromLibzmqSnippets.ask(endpoint: "\(here)") }
        #expect(try await server.receive().text == "Hello")
        try await server.send("World")
        #expect(try await asked == ["World"])
    }

    @Test func `publish and subscribe`() async throws {
        let publisher = try PublisherSocket(in: context)
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.connect(try publisher.bind("tcp://127.0.0.1:*"))
        let lines = try await Transcript.of {
            try await ComingFromLibzmqSnippets.publish(publisher: publisher, subscriber: subscriber)
        }
        #expect(lines == ["weather.paris 12"])
    }

    @Test func `a pipeline`() async throws {
        let tasks = try PushSocket(in: context)
        let worker = try PullSocket(in: context)
        let lines = try await Transcript.of {
            try await ComingFromLibzmqSnippets.pipeline(tasks: tasks, worker: worker)
        }
        #expect(lines == ["resize 1.png"])
    }

    @Test func `several sockets and a timer`() async throws {
        let push = try PushSocket(in: context)
        let work = try PullSocket(in: context)
        try push.connect(try work.bind("inproc://work"))
        let publisher = try PublisherSocket(in: context)
        let control = try SubscriberSocket(in: context)
        try control.connect(try publisher.bind("inproc://control"))
        try control.subscribe(to: "")
        try await push.send("a task")
        try await publisher.send("stop")
        let lines = try await Transcript.ofThread { [context] in
            try ComingFromLibzmqSnippets.polling(context: context, work: work, control: control)
        }
        // On a busy machine the timer may have its turn.
        #expect(lines.filter { $0 != "still here" } == ["a task"])
    }

    @Test func `a server that answers by name`() async throws {
        let router = try RouterSocket(in: context)
        let client = try RequestSocket(in: context)
        try client.connect(try router.bind("tcp://127.0.0.1:*"))
        for answer in [ComingFromLibzmqSnippets.router, ComingFromLibzmqSnippets.peer] {
            try await client.send("Hello")
            try await answer(router)
            #expect(try await client.receive().text == "World")
        }
    }

    @Test func `an address in use has libzmq's name`() async throws {
        let other = try ReplySocket(in: context)
        let taken = try other.bind("tcp://127.0.0.1:*")
        let lines = try await Transcript.of {
            try await ComingFromLibzmqSnippets.errors(context: context, endpoint: taken)
        }
        #expect(lines == ["EADDRINUSE"])
    }

    @Test func `events and counts tell what happens`() async throws {
        let server = try ReplySocket(in: context)
        let client = try RequestSocket(in: context)
        let transcript = Transcript()
        try await Transcript.$current.withValue(transcript) {
            try await TroubleshootingSnippets.watching(server: server)
        }
        let here = try server.bind("tcp://127.0.0.1:*")
        try await patiently { try await TroubleshootingSnippets.ready(client: client, here: here) }
        _ = try await Transcript.of { try await TroubleshootingSnippets.counting(server: server) }
        await transcript.wait { $0.contains { $0.contains("handshake done with REQ") } }
        server.close()
        await transcript.wait { $0.last == "monitoring stopped" }
    }

    @Test func `nothing is lost to a subscriber that is waited for`() async throws {
        let publisher = try PublisherSocket(in: context)
        let subscriber = try SubscriberSocket(in: context)
        try subscriber.subscribe(to: "paris")
        try subscriber.connect(try publisher.bind("tcp://127.0.0.1:*"))
        try await patiently { try await TroubleshootingSnippets.joining(publisher: publisher) }
        #expect(try await subscriber.receive()[1].text == "sunny")
    }

    @Test func `work begins when all workers are there`() async throws {
        let push = try PushSocket(in: context)
        let here = try push.bind("tcp://127.0.0.1:*")
        let workers = try (0..<3).map { _ in try PullSocket(in: context) }
        async let waiting: Void = TroubleshootingSnippets.workers(push: push, expected: workers.count)
        for worker in workers { try worker.connect(here) }
        try await waiting
        for _ in workers { try await push.send("a task") }
        for worker in workers { #expect(try await worker.receive().text == "a task") }
    }
}
