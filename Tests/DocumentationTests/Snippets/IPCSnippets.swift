import ZeroMQ

/// The code of the article IPC.
enum IPCSnippets {
    static func example(context: Context) async throws {
        let server = try ReplySocket(in: context)
        let here = try server.bind("ipc://*")
        print(here.path ?? "")  // /tmp/zeromq-…
        let client = try RequestSocket(in: context)
        try client.connect(here)
    }
}
