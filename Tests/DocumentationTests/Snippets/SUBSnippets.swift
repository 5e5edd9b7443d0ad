import ZeroMQ

/// The code of the article SUB.
enum SUBSnippets {
    static func example() async throws {
        try await withContext { context in
            let publisher = try PublisherSocket(in: context)
            let here = try publisher.bind("inproc://ticker")
            let subscriber = try SubscriberSocket(in: context)
            try subscriber.connect(here)
            try subscriber.subscribe(to: "AAPL ")
            try subscriber.subscribe(to: "MSFT ")

            for line in ["AAPL 201", "IBM 140", "MSFT 420"] {
                try await publisher.send(Message(line))
            }
            print(try await subscriber.receive().text)  // AAPL 201
            print(try await subscriber.receive().text)  // MSFT 420
        }
    }
}
