import ZeroMQ

extension Fragments {
    /// Errors are thrown, and say what failed, where, why and what would help. Two of them are part of a program's
    /// life: that there is no message now, which is no error but nil, and that the context ends.
    static func errors(in context: Context) throws {
        let server = try ReplySocket(in: context)
        let endpoint = try server.bind("tcp://127.0.0.1:*")
        let second = try ReplySocket(in: context)
        do {
            try second.bind(endpoint)
        } catch {
            guard error.code == .addressInUse else { throw error }
            print("  E: bind failed: \(error.reason)")
        }

        // EAGAIN
        if try server.tryReceive() == nil { print("  no message now") }

        // ETERM: another thread ends the context while this one waits.
        let thread = try BlockingThread { context.terminate() }
        do {
            _ = try server.receive()
        } catch {
            guard error.code == .contextTerminated else { throw error }
            print("  the context was terminated")
        }
        try thread.join()
    }
}
