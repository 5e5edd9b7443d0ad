import ZeroMQ

/// The code of the article DEALER.
enum DEALERSnippets {
    static func example() async throws {
        try await withContext { context in
            let server = try RouterSocket(in: context)
            let here = try server.bind("tcp://127.0.0.1:*")

            let client = try DealerSocket(in: context)
            try client.connect(here)
            for number in 1...5 { try await client.send("\(number)") }

            for _ in 1...5 {
                let request = try await server.receive()
                let number = Int(request[1].text) ?? 0
                let answer = "\(number) squared is \(number * number)"
                try await server.send([request[0], Frame(answer)])
            }
            for _ in 1...5 {
                print(try await client.receive().text)  // 1 squared is 1, …
            }
        }
    }
}
