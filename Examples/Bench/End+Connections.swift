internal import ZeroMQ

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Connections that come and go, and those that only are there.
extension End {
    func connectAgainAndAgain() throws -> [String] {
        try crew.thread { counter in
            while true {
                let socket = try driver.socket(.dealer, .none)
                try socket.connect(settings.endpoint)
                try socket.send(try socket.payload(settings.body, settings.policy))
                try check(try socket.receive())
                socket.close()
                counter.add()
            }
        }
        return []
    }

    func serveIdle() throws -> [String] {
        let (socket, endpoints) = try attached(.router)
        crew.keep(socket)
        let before = SystemFile.openDescriptors
        // No message tells of an idle connection, but its descriptor does, in either library.
        try crew.thread { counter in
            while counter.value < settings.peers {
                counter.add(SystemFile.openDescriptors - before - counter.value)
                _ = usleep(2000)
            }
        }
        return endpoints
    }

    func connectIdle() throws -> [String] {
        for socket in try attachedForEachPeer(.dealer) { crew.keep(socket) }
        return []
    }

    func makeIdleSockets() throws -> [String] {
        for _ in 0..<settings.peers { crew.keep(try driver.socket(.dealer, .none)) }
        return []
    }
}
