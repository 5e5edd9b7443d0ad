import ZeroMQ

/// Runs one plugin in the process that the host has started for it.
enum PluginExecutor {
    /// Serves the calls that come from `endpoint`, until the host is gone.
    static func run(_ name: String, at endpoint: String) throws {
        guard let plugin = Plugin.all[name] else { return print("E: there is no plugin \(name)") }
        try runUntilInterrupted { context in
            let server = try ReplySocket(in: context)
            let peers = server.peerEvents
            try server.connect(endpoint)
            Task {
                // Without its host a plugin has no use.
                for await case .left in peers { context.shutDown() }
            }
            do throws(ZMQError) {
                while true {
                    let call = try server.receive()
                    try server.send(Message(plugin(call.text)))
                }
            } catch {
                guard error.code == .contextTerminated else { throw error }
            }
        }
    }
}
