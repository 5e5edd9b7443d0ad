import ZeroMQ

/// `zmq push` and its like: a socket that does what its plan says.
struct SocketCommand {
    private let plan: SocketPlan
    private let context: Context
    private let socket: Socket

    init(_ plan: SocketPlan) throws {
        self.plan = plan
        context = Context()
        socket = try Socket(plan.type, in: context, options: plan.options)
    }

    /// Runs to the end: the count, the end of the input, or the cancellation of the task.
    func run() async throws {
        let report = EventReport(isVerbose: plan.isVerbose)
        let events = socket.events
        // Until the socket is closed: while it waits for its last messages to be taken, a person wants to know why.
        let reporting = Task { await report.follow(events) }
        let result: Result<Void, any Error>
        do {
            try await converse()
            try await finish()
            result = .success(())
        } catch {
            socket.close(linger: Linger.none)
            result = .failure(error)
        }
        await context.terminate()
        await reporting.value
        try result.get()
    }

    private func converse() async throws {
        for topic in plan.topics { try socket.subscribe(to: topic) }
        let connections = try open()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            if connections.count == plan.places.count {
                group.addTask {
                    try await failWhenHopeless(connections)
                    return false
                }
            }
            group.addTask {
                try await Conversation(plan, socket, in: context).run()
                return true
            }
            while let isOver = try await group.next(), !isOver {}
            group.cancelAll()
        }
    }

    /// Binds and connects, and returns the connections.
    private func open() throws -> [Connection] {
        var connections: [Connection] = []
        for place in plan.places {
            if place.isBound {
                let bound = try socket.bind(place.endpoint)
                if bound != place.endpoint { Console.note("listening at \(bound)") }
            } else {
                connections.append(try socket.connect(place.endpoint))
            }
        }
        return connections
    }

    /// Throws when no connection will ever come about because every peer was refused or refuses.
    private func failWhenHopeless(_ connections: [Connection]) async throws {
        var last: ZMQError?
        for connection in connections {
            do throws(ZMQError) {
                try await connection.ready()
                return
            } catch {
                guard error.code == .handshakeFailed else { return }
                last = error
            }
        }
        if let last { throw Failure("gave up: \(last.reason); zmq monitor explains it") }
    }

    /// Waits until everything is sent, for as long as the linger allows, and throws when not all was.
    private func finish() async throws {
        guard plan.type.canSend else { return socket.close() }
        let unsent = await withTaskCancellationHandler {
            await socket.finish(linger: plan.options.linger)
        } onCancel: {
            let left = socket.statistics.queuedToSend
            Console.note("interrupted; not sent: \(Self.messages(left))")
            Console.leave(.interrupted)
        }
        let lost = unsent + Int(clamping: socket.statistics.dropped[.peerGone])
        guard lost > 0 else { return }
        throw Failure(
            "not sent: \(Self.messages(lost)); nobody took \(lost == 1 ? "it" : "them")",
            status: plan.timeout == nil ? .failed : .timedOut)
    }

    private static func messages(_ count: Int) -> String {
        count == 1 ? "1 message" : "\(count) messages"
    }
}
