import ZeroMQ

/// The code of the article PULL.
enum PULLSnippets {
    static func example() throws {
        let context = Context()
        let results = try PullSocket(in: context)
        let here = try results.bind("tcp://127.0.0.1:*")

        let worker = try PushSocket(in: context)
        try worker.connect(here)
        for step in 1...3 { try worker.send("step \(step) of 3 done") }

        while let message = try? results.receive(timeout: .milliseconds(500)) {
            print(message.text)
        }
        context.terminate()
    }
}
