import ZeroMQ
import ZeroMQPatterns

/// The code of README.md that needs the patterns module.
enum ReadmePatternsSnippets {
    static func blocks(context: Context, server: ReplySocket) throws {
        let loop = try EventLoop(in: context)  // AsyncEventLoop for tasks
        try loop.onMessage(of: server) { request in try server.send("World") }
        try loop.every(.seconds(1)) { print("still here") }  // also after, times:, descriptors, remove, stop
        try loop.run()

        let child = try ChildThread(in: context) { parent in try parent.send("ready") }  // or ChildTask
        print(try child.pipe.receive().text)

        var heartbeat = Heartbeat(interval: .seconds(1), liveness: 3, at: .now)
        heartbeat.heard(at: .now)  // anything that arrives is a sign of life
        switch heartbeat.check(at: .now) {  // .ping when idle, .dead after silence
        case .ping: try server.send("PING")
        case .dead, .nothing: break
        }
    }
}
