internal import ZeroMQ

/// The perf programs with blocking calls, over either library.
struct PerfTool<D: Driver>: Sendable {
    let driver: D
    let job: PerfJob

    /// Runs the program called `name`; returns the seconds that its figures are about, nil for one without any.
    func run(_ name: String) throws -> Double? {
        defer { driver.finish() }
        switch name {
        case "local-thr": return try receive(on: try bound(.pull))
        case "remote-thr":
            for thread in try senders() { thread.join() }
            return nil
        case "local-lat":
            try answer(on: try bound(.rep))
            return nil
        case "remote-lat": return try ask()
        case "inproc-thr":
            let receiver = try bound(.pull)
            let threads = try senders()
            let seconds = try receive(on: receiver)
            for thread in threads { thread.join() }
            return seconds
        case "inproc-lat":
            let server = try bound(.rep)
            let thread = try started { try answer(on: server) }
            let seconds = try ask()
            thread.join()
            return seconds
        default: throw UsageError("there is no \(name)")
        }
    }

    private func bound(_ type: SocketType) throws -> D.Socket {
        let socket = try driver.socket(type, .perf)
        _ = try socket.bind(job.endpoint)
        return socket
    }

    /// The clock starts with the first message.
    private func receive(on socket: D.Socket) throws -> Double {
        try job.check(try socket.receive())
        let begin = Sample.now
        var left = job.count - 1
        while left > 0 {
            try job.check(try socket.receive())
            left -= 1
        }
        return PerfJob.seconds(since: begin)
    }

    private func answer(on socket: D.Socket) throws {
        var left = job.count
        while left > 0 {
            try socket.forward(to: socket)
            left -= 1
        }
    }

    /// A thread for each peer, sending its share.
    private func senders() throws -> [WorkerThread] {
        try job.shares.map { share in
            let socket = try driver.socket(.push, .perf)
            try socket.connect(job.endpoint)
            return try started {
                let payload = try socket.payload(job.body, job.policy)
                var left = share
                while left > 0 {
                    try socket.send(payload)
                    left -= 1
                }
            }
        }
    }

    /// Asks from all peers and returns the seconds that took.
    private func ask() throws -> Double {
        let sockets = try job.shares.map { _ in
            let socket = try driver.socket(.req, .perf)
            try socket.connect(job.endpoint)
            return socket
        }
        let begin = Sample.now
        let threads = try zip(sockets, job.shares).map { socket, share in
            try started {
                let payload = try socket.payload(job.body, job.policy)
                var left = share
                while left > 0 {
                    try socket.send(payload)
                    try job.check(try socket.receive())
                    left -= 1
                }
            }
        }
        for thread in threads { thread.join() }
        return PerfJob.seconds(since: begin)
    }

    private func started(_ work: @escaping @Sendable () throws -> Void) throws -> WorkerThread {
        try WorkerThread {
            do { try work() } catch { Console.fail("\(error)") }
        }
    }
}
