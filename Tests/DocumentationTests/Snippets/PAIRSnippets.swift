import ZeroMQ

/// The code of the article PAIR.
enum PAIRSnippets {
    static func example() async throws {
        try await withContext { context in
            let parent = try PairSocket(in: context)
            try parent.bind("inproc://child")
            let child = Task {
                let pipe = try PairSocket(in: context)
                try pipe.connect("inproc://child")
                let order = try await pipe.receive()
                try await pipe.send("done: \(order.text)")
                await pipe.finish()
            }
            try await parent.send("wash up")
            print(try await parent.receive().text)  // done: wash up
            try await child.value
        }
    }
}
