import ZeroMQ

/// The code of the article GettingStarted.
enum GettingStartedSnippets {
    static func first() async throws {
        try await withContext { context in
            let server = try ReplySocket(in: context)
            let here = try server.bind("tcp://127.0.0.1:*")

            let client = try RequestSocket(in: context)
            try client.connect(here)
            try await client.send("Hello")

            print(try await server.receive().text)  // Hello
            try await server.send("World")
            print(try await client.receive().text)  // World
        }
    }

    static func server() throws {
        let context = Context()
        let server = try ReplySocket(in: context)
        try server.bind("tcp://*:5555")
        while true {
            let request = try server.receive()
            print("Received \(request.text)")
            try server.send("World")
        }
    }

    static func client() throws {
        let context = Context()
        let client = try RequestSocket(in: context)
        try client.connect("tcp://localhost:5555")
        do {
            let reply = try client.request("Hello", timeout: .seconds(2), retries: 3)
            print("Received \(reply.text)")
        } catch {
            guard error.code == .timedOut else { throw error }
            print("Nobody is there.")
        }
        context.terminate()
    }

    static func sequence(pull: PullSocket) async throws {
        for try await message in pull.messages {
            print(message.text)
        }
    }

    static func keeping(context: Context) async throws {
        final class Feed: Sendable {
            private let publisher: PublisherSocket  // as long as the feed lives

            init(in context: Context) throws {
                publisher = try PublisherSocket(in: context)
                try publisher.bind("inproc://feed")
            }
        }
        let feed = try Feed(in: context)
        _ = feed
    }
}
