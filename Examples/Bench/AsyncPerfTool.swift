internal import ZeroMQ

/// The perf programs with the asynchronous functions of this package.
struct AsyncPerfTool: Sendable {
    let driver: SwiftDriver
    let job: PerfJob

    /// Runs the program called `name`; returns the seconds that its figures are about, nil for one without any.
    @concurrent
    func run(_ name: String) async throws -> Double? {
        let seconds = try await seconds(of: name)
        await driver.finishAwaiting()
        return seconds
    }

    private func seconds(of name: String) async throws -> Double? {
        switch name {
        case "local-thr": return try await receive(on: try bound(.pull))
        case "remote-thr":
            try await send()
            return nil
        case "local-lat":
            try await answer(on: try bound(.rep))
            return nil
        case "remote-lat": return try await ask()
        case "inproc-thr":
            let receiver = try bound(.pull)
            async let sending: Void = send()
            let seconds = try await receive(on: receiver)
            try await sending
            return seconds
        case "inproc-lat":
            let server = try bound(.rep)
            async let answering: Void = answer(on: server)
            let seconds = try await ask()
            try await answering
            return seconds
        default: throw UsageError("there is no \(name)")
        }
    }

    private func bound(_ type: SocketType) throws -> SwiftSocket {
        let socket = try driver.socket(type, .perf)
        _ = try socket.bind(job.endpoint)
        return socket
    }

    /// The clock starts with the first message.
    private func receive(on socket: SwiftSocket) async throws -> Double {
        var begin = 0
        var received = 0
        for try await message in socket.socket.messages {
            try job.check(message.totalBytes)
            if received == 0 { begin = Sample.now }
            received += 1
            if received == job.count { break }
        }
        return PerfJob.seconds(since: begin)
    }

    private func answer(on socket: SwiftSocket) async throws {
        for _ in 0..<job.count { try await socket.socket.send(try await socket.socket.receive()) }
    }

    /// A task for each peer, sending its share.
    private func send() async throws {
        try await forEachPeer(.push) { socket, share in
            let payload = socket.payload(job.body, job.policy)
            for _ in 0..<share { try await socket.sendAwaiting(payload) }
        }
    }

    /// Asks from all peers and returns the seconds that took.
    private func ask() async throws -> Double {
        let begin = Sample.now
        try await forEachPeer(.req) { socket, share in
            let payload = socket.payload(job.body, job.policy)
            for _ in 0..<share {
                try await socket.sendAwaiting(payload)
                try job.check(try await socket.receiveAwaiting())
            }
        }
        return PerfJob.seconds(since: begin)
    }

    private func forEachPeer(
        _ type: SocketType, _ work: @escaping @Sendable (SwiftSocket, Int) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for share in job.shares {
                let socket = try driver.socket(type, .perf)
                try socket.connect(job.endpoint)
                group.addTask { try await work(socket, share) }
            }
            try await group.waitForAll()
        }
    }
}
