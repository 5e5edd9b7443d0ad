import ZeroMQ

/// What a socket says and hears, according to its type.
struct Conversation {
    private let plan: SocketPlan
    private let socket: Socket
    private let context: Context

    init(_ plan: SocketPlan, _ socket: Socket, in context: Context) {
        self.plan = plan
        self.socket = socket
        self.context = context
    }

    func run() async throws {
        switch plan.type {
        case .push, .pub: try await sendAll(plan.count ?? (plan.sendsOnAndOn ? nil : 1))
        case .pull, .sub: try await receiveAll()
        case .req: try await ask()
        case .rep: try await answer()
        case .dealer, .router, .pair, .xpub, .xsub:
            if plan.isEcho { try await answer() } else { try await exchange() }
        }
    }

    /// REQ: each message, and the reply to it.
    private func ask() async throws {
        var printer = Printer(plan.format)
        var requests = try source(plan.count ?? (plan.sendsOnAndOn ? nil : 1))
        while let request = try await requests.next() {
            try await send(request)
            printer.print(try await receive(&printer))
            printer.flush()
        }
    }

    /// REP and `--echo`: each message that comes, and an answer to it.
    private func answer() async throws {
        var printer = Printer(plan.format)
        var answers = try source(nil)
        var left = plan.count ?? .max
        while left > 0 {
            let message = try await receive(&printer)
            printer.print(message)
            if plan.isEcho {
                try await send(message)
            } else {
                printer.flush()
                guard let reply = try await answers.next() else { break }
                try await send(reply)
            }
            left -= 1
        }
        printer.flush()
    }

    /// Types that send and receive at any time: both, until everything is received, and sent unless there is no end
    /// to that.
    private func exchange() async throws {
        enum Half { case sending, receiving }
        try await withThrowingTaskGroup(of: Half.self) { group in
            group.addTask {
                try await sendAll(plan.sendsOnAndOn ? nil : 1)
                return .sending
            }
            group.addTask {
                try await receiveAll()
                return .receiving
            }
            // With a count of 0 nothing is received, and what is sent has an end of its own.
            var left: Set = plan.sendsOnAndOn && plan.count != 0 ? [Half.receiving] : [.sending, .receiving]
            while !left.isEmpty, let half = try await group.next() { left.remove(half) }
            group.cancelAll()
        }
    }

    private func receiveAll() async throws {
        var printer = Printer(plan.format)
        var left = plan.count ?? .max
        while left > 0 {
            printer.print(try await receive(&printer))
            left -= 1
        }
        printer.flush()
    }

    private func receive(_ printer: inout Printer) async throws -> Message {
        if let message = try socket.tryReceive() { return message }
        printer.flush()
        do throws(ZMQError) {
            return try await socket.receive()
        } catch {
            guard error.code == .timedOut else { throw error }
            throw Failure("nothing arrived within \(plan.timeout ?? .zero)", status: .timedOut)
        }
    }

    private func source(_ times: Int?) throws -> MessageSource {
        try MessageSource(plan.outgoing, times: times, interval: plan.interval, in: context)
    }

    private func sendAll(_ times: Int?) async throws {
        var messages = try source(times)
        let delivery = Delivery(plan, socket)
        var isFirst = true
        while let message = try await messages.next() {
            if isFirst { try await delivery.audience(for: message) }
            isFirst = false
            try await delivery.send(message)
        }
    }

    private func send(_ message: Message) async throws {
        try await Delivery(plan, socket).send(message)
    }
}
