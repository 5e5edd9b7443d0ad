import ZeroMQ

/// The code of the article TCP.
enum TCPSnippets {
    static func binding(context: Context) async throws {
        let server = try ReplySocket(in: context)
        let here = try server.bind("tcp://127.0.0.1:*")
        print(here.port ?? 0 > 0)  // true
        let client = try RequestSocket(in: context)
        try client.connect(here)
    }
}
