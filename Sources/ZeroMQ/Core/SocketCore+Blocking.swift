internal import ZMQReactor

/// Sending and receiving with the calling thread blocked meanwhile.
extension SocketCore {
    /// In a stream between two threads the next message, or room for it, is a moment away. So often, a microsecond
    /// each time, a thread looks again before it asks to be woken: what has come meanwhile is more than one message,
    /// and nobody pays for a wake-up.
    private static let streamRests = 8

    /// So many messages since a thread waited last are a stream.
    private static let streamMessages: UInt64 = 16

    /// Sends, waiting for room until `deadline`; nil is for ever.
    func send(_ message: Message, until deadline: ContinuousClock.Instant?) throws(ZMQError) {
        if try trySend(message) { return }
        let lane = lane
        if lane == nil, isStreaming(\.messagesSent, since: \.sentAtWait) {
            for _ in 0..<Self.streamRests {
                ShortRest.take()
                if try trySend(message) { return }
            }
        }
        let parker = Parker()
        while true {
            if try trySend(message, else: .thread(parker)) { return }
            guard block(parker, on: lane, until: deadline) else {
                giveUpSending(.thread(parker))
                if try trySend(message) { return }
                throw timedOut("send")
            }
            parker.reset()
        }
    }

    /// Receives, waiting for a message until `deadline`; nil is for ever.
    func receive(until deadline: ContinuousClock.Instant?) throws(ZMQError) -> Message {
        if let message = try tryReceive() { return message }
        let lane = lane
        if lane == nil, isStreaming(\.messagesReceived, since: \.receivedAtWait) {
            for _ in 0..<Self.streamRests {
                ShortRest.take()
                if let message = try tryReceive() { return message }
            }
        }
        if let lane, let message = try lookForAnswer(on: lane) { return message }
        let parker = Parker()
        while true {
            if let message = try tryReceive(else: .thread(parker)) { return message }
            guard block(parker, on: lane, until: deadline) else {
                giveUpReceiving(.thread(parker))
                if let message = try tryReceive() { return message }
                throw timedOut("receive")
            }
            parker.reset()
        }
    }

    /// Whether many messages have passed since a thread waited last.
    private func isStreaming(
        _ count: KeyPath<SocketStatistics, UInt64>, since last: WritableKeyPath<State, UInt64>
    ) -> Bool {
        update { state, _ in
            let now = state.counters[keyPath: count]
            defer { state[keyPath: last] = now }
            return now &- state[keyPath: last] >= Self.streamMessages
        }
    }

    /// Blocks until `parker` is signalled. The thread runs the lane of the socket's connections meanwhile, so
    /// that what it waits for reaches it without a change of threads.
    private func block(
        _ parker: Parker, on lane: IOLane?, until deadline: ContinuousClock.Instant?
    ) -> Bool {
        if lane == nil, looking.isWorthIt() {
            let isSignalled = parker.look()
            looking.note(success: isSignalled)
            if isSignalled { return true }
        }
        return context.wait(for: parker, on: lane, until: deadline)
    }

    /// The lane that all connections of the socket are on, if there is just one.
    var lane: IOLane? {
        update { state, _ in
            guard let first = state.endpoints.first?.lane else { return nil }
            return state.endpoints.allSatisfy { $0.lane === first } ? first : nil
        }
    }

    func timedOut(_ operation: String) -> ZMQError {
        let reason = operation == "send" ? "there was no room in time" : "no message came in time"
        return ZMQError(.timedOut, operation: operation, reason: reason)
    }

    /// When an operation that starts now and may take `timeout` is over; nil for ever.
    func deadline(_ timeout: Duration?) -> ContinuousClock.Instant? {
        guard let timeout else { return nil }
        return context.now.later(by: timeout)
    }
}
