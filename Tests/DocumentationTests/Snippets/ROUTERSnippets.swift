import ZeroMQ

/// The code of the article ROUTER.
enum ROUTERSnippets {
    static func example() async throws {
        try await withContext { context in
            let server = try RouterSocket(in: context)
            let here = try server.bind("tcp://127.0.0.1:*")
            let anna = try DealerSocket(in: context)
            let bert = try DealerSocket(in: context)
            for client in [anna, bert] { try client.connect(here) }
            try await anna.send("I am Anna")
            try await bert.send("I am Bert")

            var waiting: [Message] = []
            while waiting.count < 2 { waiting.append(try await server.receive()) }
            for message in waiting.reversed() {
                if let peer = message.peer {
                    try await server.send("You said: \(message[1].text)", to: peer)
                }
            }
            print(try await anna.receive().text)  // You said: I am Anna
            print(try await bert.receive().text)  // You said: I am Bert
        }
    }
}
