/// Binds ipc listeners and finds their addresses.
enum IPCBinding {
    /// Only one at a time in this process: a path that is bound but does not listen yet looks stale. A mutex on which
    /// others sleep, because system calls are made with it.
    private static let turn = PosixMutex()

    /// A path in the directory for temporary files that nobody else uses.
    static func inventedPath() -> String {
        let directory = Syscalls.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let name = String(UInt64.random(in: .min ... .max), radix: 36)
        return directory + (directory.hasSuffix("/") ? "" : "/") + "zeromq-" + name
    }

    /// What to connect to.
    static func candidates(for path: String) -> Result<ConnectCandidates, SystemError> {
        do throws(SystemError) {
            return .success(ConnectCandidates(destinations: [try SocketAddress(path: path)]))
        } catch {
            return .failure(error)
        }
    }

    /// A socket that listens at `path`. A path whose listener has gone is replaced.
    static func bind(_ path: String, tuning: ChannelTuning) throws(SystemError) -> FileDescriptor {
        let address = try SocketAddress(path: path)
        let socket = try Syscalls.streamSocket(family: address.family)
        try tuning.apply(to: socket.number, family: address.family)
        turn.lock()
        defer { turn.unlock() }
        do throws(SystemError) {
            try Syscalls.bind(socket.number, to: address)
        } catch {
            guard error.isAddressInUse, !path.hasPrefix("@") else { throw error }
            try removeStale(path, address)
            try Syscalls.bind(socket.number, to: address)
        }
        do throws(SystemError) {
            // Before listening: until then nobody can connect.
            if let mode = tuning.ipcMode, !path.hasPrefix("@") {
                try Syscalls.changeMode(of: path, to: mode)
            }
            try Syscalls.listen(socket.number, backlog: tuning.backlog)
        } catch {
            // Nobody else replaces it: it is our turn.
            if !path.hasPrefix("@") { Syscalls.unlink(path) }
            throw error
        }
        return socket
    }

    /// Removes a path on which nobody listens any more; throws EADDRINUSE if somebody does, or if it is not a
    /// socket at all.
    private static func removeStale(_ path: String, _ address: SocketAddress) throws(SystemError) {
        let identity = try Syscalls.identity(of: path)
        guard identity.isSocket else { throw .occupied(path, "is not a socket") }
        let probe = try Syscalls.streamSocket(family: address.family)
        do throws(SystemError) {
            _ = try Syscalls.connect(probe.number, to: address)
        } catch {
            if error.isMissing { return }
            if error.isRefused { return BoundPath(path: path, identity: identity).unlinkIfUnchanged() }
        }
        throw .occupied(path, "has a listener")
    }
}
