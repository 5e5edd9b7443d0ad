import ZeroMQ

/// The code of the article XSUB.
enum XSUBSnippets {
    static func example() async throws {
        try await withContext { context in
            let publishers = try XSubscriberSocket(in: context)
            let subscribers = try XPublisherSocket(in: context)
            let inside = try publishers.bind("tcp://127.0.0.1:*")
            let outside = try subscribers.bind("tcp://127.0.0.1:*")
            let forwarder = try Proxy(frontend: publishers, backend: subscribers)
            async let forwarding: Void = forwarder.run()

            let subscriber = try SubscriberSocket(in: context)
            try subscriber.connect(outside)
            try subscriber.subscribe(to: "news")
            let publisher = try PublisherSocket(in: context)
            try publisher.connect(inside)
            try await publisher.subscribers(of: "news", atLeast: 1)
            try await publisher.send(["news", "It works."])

            print(try await subscriber.receive()[1].text)  // It works.
            forwarder.terminate()
            try await forwarding
        }
    }
}
