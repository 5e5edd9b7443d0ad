import ZeroMQ

/// The code of the article Options.
enum OptionsSnippets {
    static func giving(context: Context) async throws {
        let keepAlive = KeepAlivePolicy(idle: .seconds(60))
        let options = SocketOptions(
            linger: .upTo(.seconds(5)),
            sendHighWaterMark: 10,
            heartbeat: HeartbeatPolicy(interval: .seconds(1), timeout: .seconds(3)),
            network: NetworkOptions(keepAlive: keepAlive))
        let socket = try PushSocket(in: context, options: options)
        _ = socket
    }

    static func defaults() async throws {
        let defaults = SocketOptions(linger: .none, maximumMessageBytes: 1 << 20)
        let context = try Context(
            options: ContextOptions(ioLanes: 2, socketDefaults: defaults))
        _ = context
    }
}
