internal import ZeroMQ

/// Messages in one direction.
extension End {
    func pull() throws -> [String] {
        let (socket, endpoints) = try attached(.pull)
        try drain(socket)
        return endpoints
    }

    func push() throws -> [String] {
        for socket in try attachedForEachPeer(.push) { try fill(socket) }
        return []
    }

    /// However many sockets there are, one thread sends: what grows with their number is the library's work. It has
    /// sent once on each when all are connected: a thousand at a time are more than a backlog of 100 takes, and those
    /// that were turned away come again after a second.
    func pushInTurn() throws -> [String] {
        let sockets = try attachedForEachPeer(.push, SocketNeeds(onlyConnected: true))
        try crew.thread { counter in
            let payloads = try sockets.map { try $0.payload(settings.body, settings.policy) }
            while true {
                for index in sockets.indices { try sockets[index].send(payloads[index]) }
                counter.add(sockets.count)
            }
        }
        return []
    }

    func publish() throws -> [String] {
        let (socket, endpoints) = try attached(.pub, SocketNeeds(noDrop: settings.noDrop))
        try fill(socket)
        return endpoints
    }

    func subscribe() throws -> [String] {
        for (index, socket) in try attachedForEachPeer(.sub).enumerated() {
            try socket.subscribe(to: [])
            if index < settings.stopping {
                try receiveUntilStopped(socket)
            } else {
                try drain(socket)
            }
        }
        return []
    }

    func proxy() throws -> [String] {
        let front = try driver.socket(.pull, .none)
        let back = try driver.socket(.push, .none)
        let endpoints = [try front.bind(settings.endpoint), try back.bind(settings.backend)]
        // libzmq's proxy does not count, so neither is counted here.
        try crew.helper { try front.proxy(to: back) }
        return endpoints
    }

    func inprocThroughput() throws -> [String] {
        let receiver = try driver.socket(.pull, .none)
        _ = try receiver.bind(Self.inproc)
        let senders = try (0..<settings.peers).map { _ in
            let sender = try driver.socket(.push, .none)
            try sender.connect(Self.inproc)
            return sender
        }
        try drain(receiver)
        for sender in senders {
            if let sender = asynchronous(sender) {
                crew.helpingTask {
                    let payload = sender.payload(settings.body, settings.policy)
                    while true { try await sender.sendAwaiting(payload) }
                }
            } else {
                try crew.helper {
                    let payload = try sender.payload(settings.body, settings.policy)
                    while true { try sender.send(payload) }
                }
            }
        }
        return []
    }

    /// Receives without counting, until it is told to stop; then it stays as it is and receives nothing more.
    private func receiveUntilStopped(_ socket: D.Socket) throws {
        crew.keep(socket)
        try crew.helper {
            while !crew.isStopped { try check(try socket.receive()) }
        }
    }

    /// Receives for ever. Asynchronously this is the usual loop over the socket's messages.
    private func drain(_ socket: D.Socket) throws {
        if let socket = asynchronous(socket) {
            crew.task { counter in
                for try await message in socket.socket.messages {
                    try check(message.totalBytes)
                    counter.add()
                }
            }
        } else {
            try crew.thread { counter in
                while true {
                    try check(try socket.receive())
                    counter.add()
                }
            }
        }
    }

    /// Sends for ever.
    private func fill(_ socket: D.Socket) throws {
        if let socket = asynchronous(socket) {
            crew.task { counter in
                let payload = socket.payload(settings.body, settings.policy)
                while true {
                    try await socket.sendAwaiting(payload)
                    counter.add()
                }
            }
        } else {
            try crew.thread { counter in
                let payload = try socket.payload(settings.body, settings.policy)
                while true {
                    try socket.send(payload)
                    counter.add()
                }
            }
        }
    }

    static var inproc: String { "inproc://bench" }
}
