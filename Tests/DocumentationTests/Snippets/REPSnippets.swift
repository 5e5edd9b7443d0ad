import ZeroMQ

/// The code of the article REP.
enum REPSnippets {
    static func example() async throws {
        try await withContext { context in
            let server = try ReplySocket(in: context)
            let here = try server.bind("tcp://127.0.0.1:*")

            let client = try RequestSocket(in: context)
            try client.connect(here)
            try await client.send(["add", "20", "22"])

            let request = try await server.receive()
            let sum = request.dropFirst().compactMap { Int($0.text) }.reduce(0, +)
            try await server.send("\(sum)")

            print(try await client.receive().text)  // 42
        }
    }
}
