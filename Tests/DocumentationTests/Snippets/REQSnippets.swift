import ZeroMQ

/// The code of the article REQ.
enum REQSnippets {
    static func example() async throws {
        try await withContext { context in
            let server = try ReplySocket(in: context)
            let here = try server.bind("tcp://127.0.0.1:*")
            let work = Task {
                for try await question in server.messages {
                    try await server.send("\(question.text), World")
                }
            }

            let client = try RequestSocket(in: context)
            try client.connect(here)
            for greeting in ["Hello", "Good evening"] {
                let reply = try await client.request(
                    Message(greeting), timeout: .seconds(5), retries: 2)
                print(reply.text)  // Hello, World and then Good evening, World
            }
            server.close()
            try await work.value
        }
    }
}
