import ZeroMQ

/// Sends messages so that they reach somebody: waits where the socket type would drop what nobody is there for.
struct Delivery {
    private let plan: SocketPlan
    private let socket: Socket

    init(_ plan: SocketPlan, _ socket: Socket) {
        self.plan = plan
        self.socket = socket
    }

    /// Waits until there is somebody to hear the first message.
    func audience(for message: Message) async throws {
        switch plan.type {
        case .pub, .xpub:
            do throws(ZMQError) {
                try await socket.subscribers(
                    of: message[0], atLeast: plan.subscribers, timeout: plan.timeout)
            } catch {
                guard error.code == .timedOut else { throw error }
                throw Failure("nobody subscribed within \(plan.timeout ?? .zero)", status: .timedOut)
            }
        case .xsub:
            let arrivals = socket.peerEvents
            if socket.peers.isEmpty { try await wait(for: arrivals, "nobody was there") }
        case .push, .req, .rep, .dealer, .router, .pair, .pull, .sub: break
        }
    }

    /// Sends a message when there is a peer that can take it.
    func send(_ message: Message) async throws {
        while true {
            // Listened to before the attempt, so that nobody comes in between.
            let arrivals = plan.type == .router ? socket.peerEvents : nil
            do throws(ZMQError) {
                return try await socket.send(message)
            } catch {
                switch (error.code, arrivals) {
                case (.timedOut, _):
                    throw Failure(
                        "nobody took the message within \(plan.timeout ?? .zero)", status: .timedOut)
                case (.unroutable, let arrivals?) where !plan.isEcho:
                    let name = QuotedText.quote(message[0].bytes)
                    Console.note("no peer has the identity \(name) yet; waiting for it")
                    try await wait(for: arrivals, "no peer with the identity \(name) came")
                case (.unroutable, _): return
                default: throw error
                }
            }
        }
    }

    /// Waits until a peer comes, or throws with `complaint` when the time is over.
    private func wait(for arrivals: EventSequence<PeerEvent>, _ complaint: String) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await case .joined in arrivals { return }
                throw CancellationError()
            }
            if let timeout = plan.timeout {
                group.addTask {
                    try await Task.sleep(for: timeout)
                    throw Failure("\(complaint) within \(timeout)", status: .timedOut)
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
