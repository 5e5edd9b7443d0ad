internal import ZeroMQ

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
        try crew.thread { counter in
            while true {
                try socket.discard()
                counter.add()
            }
        }
        return endpoints
    }

    func connectIdle() throws -> [String] {
        for socket in try attachedForEachPeer(.dealer) {
            try socket.send(try socket.payload(settings.body, settings.policy))
            crew.keep(socket)
        }
        return []
    }

    func makeIdleSockets() throws -> [String] {
        for _ in 0..<settings.peers { crew.keep(try driver.socket(.dealer, .none)) }
        return []
    }
}
