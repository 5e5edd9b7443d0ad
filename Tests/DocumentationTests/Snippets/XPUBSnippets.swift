import ZeroMQ

/// The code of the article XPUB.
enum XPUBSnippets {
    static func example() async throws {
        try await withContext { context in
            let publisher = try XPublisherSocket(in: context)
            let here = try publisher.bind("tcp://127.0.0.1:*")
            let subscriber = try SubscriberSocket(in: context)
            try subscriber.connect(here)
            try subscriber.subscribe(to: "temperature")

            let wish = try await publisher.receive()
            let topic = Frame(wish.bytes.dropFirst())
            print(wish.bytes.first == 1 ? "wanted: \(topic)" : "unwanted: \(topic)")
            try await publisher.send([topic, "21.5"])

            print(try await subscriber.receive()[1].text)  // 21.5
        }
    }
}
