internal import ZeroMQ

/// Requests and their answers.
extension End {
    func reply() throws -> [String] {
        let (socket, endpoints) = try attached(.rep)
        try answer(on: socket)
        return endpoints
    }

    func request() throws -> [String] {
        for socket in try attachedForEachPeer(.req) { try ask(on: socket) }
        return []
    }

    func echo() throws -> [String] {
        let (socket, endpoints) = try attached(.router)
        try crew.thread { counter in
            while true {
                try socket.forward(to: socket)
                counter.add()
            }
        }
        return endpoints
    }

    func call() throws -> [String] {
        let sockets = try attachedForEachPeer(.dealer)
        if settings.isAsync {
            for socket in sockets { try ask(on: socket) }
            return []
        }
        // One worker, but a counter for each client: all of them have to be there before it counts.
        let counters = sockets.map { _ in crew.hire() }
        try crew.helper {
            let payloads = try sockets.map { try $0.payload(settings.body, settings.policy) }
            for index in sockets.indices {
                for _ in 0..<settings.outstanding { try sockets[index].send(payloads[index]) }
            }
            while true {
                for index in sockets.indices {
                    try exchange(on: sockets[index], payloads[index], counters[index])
                }
            }
        }
        return []
    }

    /// Takes what is under way on a socket, and sends as much again.
    private func exchange(on socket: D.Socket, _ payload: D.Socket.Payload, _ counter: Counter) throws {
        for _ in 0..<settings.outstanding {
            try check(try socket.receive())
            counter.add()
        }
        for _ in 0..<settings.outstanding { try socket.send(payload) }
    }

    func inprocLatency() throws -> [String] {
        let server = try driver.socket(.rep, .none)
        _ = try server.bind(Self.inproc)
        let clients = try (0..<settings.peers).map { _ in
            let client = try driver.socket(.req, .none)
            try client.connect(Self.inproc)
            return client
        }
        if let server = asynchronous(server) {
            crew.helpingTask {
                while true { try await server.socket.send(try await server.socket.receive()) }
            }
        } else {
            try crew.helper {
                while true { try server.forward(to: server) }
            }
        }
        for client in clients { try ask(on: client) }
        return []
    }

    /// Sends every request back, for ever.
    private func answer(on socket: D.Socket) throws {
        if let socket = asynchronous(socket) {
            crew.task { counter in
                while true {
                    try await socket.socket.send(try await socket.socket.receive())
                    counter.add()
                }
            }
        } else {
            try crew.thread { counter in
                while true {
                    try socket.forward(to: socket)
                    counter.add()
                }
            }
        }
    }

    /// Sends requests and waits for their answers, for ever.
    private func ask(on socket: D.Socket) throws {
        if let socket = asynchronous(socket) {
            crew.task { counter in
                let payload = socket.payload(settings.body, settings.policy)
                while true {
                    for _ in 0..<settings.outstanding { try await socket.sendAwaiting(payload) }
                    for _ in 0..<settings.outstanding { try check(try await socket.receiveAwaiting()) }
                    counter.add(settings.outstanding)
                }
            }
        } else {
            try crew.thread { counter in
                let payload = try socket.payload(settings.body, settings.policy)
                while true {
                    try socket.send(payload)
                    try check(try socket.receive())
                    counter.add()
                }
            }
        }
    }
}
