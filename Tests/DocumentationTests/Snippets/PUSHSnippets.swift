import ZeroMQ

/// The code of the article PUSH.
enum PUSHSnippets {
    static func example() async throws {
        try await withContext { context in
            let tasks = try PushSocket(in: context)
            let results = try PullSocket(in: context)
            let source = try tasks.bind("tcp://127.0.0.1:*")
            let sink = try results.bind("tcp://127.0.0.1:*")

            @Sendable func work() async throws {
                let input = try PullSocket(in: context)
                let output = try PushSocket(in: context)
                try input.connect(source)
                try output.connect(sink)
                for try await task in input.messages {
                    let number = Int(task.text) ?? 0
                    try await output.send("\(number * number)")
                }
            }
            async let first: Void = work()
            async let second: Void = work()

            for number in 1...10 { try await tasks.send("\(number)") }
            var sum = 0
            for _ in 1...10 { sum += Int(try await results.receive().text) ?? 0 }
            print(sum)  // 385
            context.shutDown()
            _ = try await (first, second)
        }
    }
}
