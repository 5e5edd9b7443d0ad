import ZeroMQ

/// The code of the article PUB.
enum PUBSnippets {
    static func example() async throws {
        try await withContext { context in
            let publisher = try PublisherSocket(in: context)
            let here = try publisher.bind("tcp://127.0.0.1:*")

            let subscriber = try SubscriberSocket(in: context)
            try subscriber.connect(here)
            try subscriber.subscribe(to: "weather.")

            try await publisher.subscribers(of: "weather.paris", atLeast: 1)
            try await publisher.send(["sports.tennis", "6:4"])
            try await publisher.send(["weather.paris", "12 °C"])

            let update = try await subscriber.receive()
            print(update[0].text, update[1].text)  // weather.paris 12 °C
        }
    }
}
