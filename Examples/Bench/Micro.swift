internal import ZeroMQ

/// The two ends of `micro`, over either library.
struct Micro<D: Driver>: Sendable {
    private let job: MicroJob
    private let receiver: D.Socket
    private let sender: D.Socket

    init(_ driver: D.Type, _ job: MicroJob) throws {
        self.job = job
        let near = try D()
        // Sockets reach each other over inproc only within one context.
        let far = job.transport == .inproc ? near : try D()
        receiver = try near.socket(.pull, .none)
        let endpoint = try receiver.bind(job.transport.endpoint(0))
        sender = try far.socket(.push, .none)
        try sender.connect(endpoint)
    }

    /// Sends with a thread of its own, receives with this one.
    func run() throws {
        defer { if job.transport == .ipc { SystemFile.remove(Transport.path(0)) } }
        let sent = MicroClock()
        let thread = try WorkerThread {
            do { try send(sent) } catch { Console.fail("\(error)") }
        }
        for _ in 0..<job.warmUp { try receive() }
        for round in 0..<job.rounds {
            let (wall, own, all) = (Sample.now, ProcessorTime.ofThread, ProcessorTime())
            for _ in 0..<job.count { try receive() }
            report(
                round, sent, seconds: PerfJob.seconds(since: wall), receiving: ProcessorTime.ofThread - own,
                from: all, to: ProcessorTime())
        }
        thread.join()
    }

    @inline(__always)
    private func receive() throws {
        let size = try receiver.receive()
        if size != job.size { throw Failure("a message has \(size) bytes instead of \(job.size)") }
    }

    private func send(_ clock: MicroClock) throws {
        let payload = try sender.payload([UInt8](repeating: 0x61, count: job.size), job.policy)
        for _ in 0..<job.warmUp { try sender.send(payload) }
        for _ in 0..<job.rounds {
            let begin = ProcessorTime.ofThread
            for _ in 0..<job.count { try sender.send(payload) }
            clock.add(ProcessorTime.ofThread - begin)
        }
    }

    private func report(
        _ round: Int, _ sent: MicroClock, seconds: Double, receiving: Int, from: ProcessorTime,
        to: ProcessorTime
    ) {
        let count = Double(job.count)
        let user = Double(to.userMicroseconds - from.userMicroseconds) * 1000 / count
        let system = Double(to.systemMicroseconds - from.systemMicroseconds) * 1000 / count
        let sending = Double(sent.value(of: round)) / count
        let receiving = Double(receiving) / count
        let others = max(0, user + system - sending - receiving)
        func text(_ nanoseconds: Double) -> String {
            Number.fixed(nanoseconds, digits: nanoseconds < 100 ? 1 : 0)
        }
        Console.line(
            "\(Number.short(count / seconds))/s   cpu \(text(user + system)) ns (user \(text(user)), "
                + "system \(text(system)))   sender \(text(sending))   receiver \(text(receiving))   "
                + "lanes \(text(others))")
    }
}
