import ZeroMQ

/// The code of the article Inproc.
enum InprocSnippets {
    static func example(context: Context) async throws {
        let sink = try PullSocket(in: context)
        let source = try PushSocket(in: context)
        try source.connect("inproc://results")  // connecting first is fine
        try await source.send("early")
        try sink.bind("inproc://results")
        print(try await sink.receive().text)  // early
    }
}
