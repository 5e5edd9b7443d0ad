internal import ZMQReactor

/// Sending and receiving with the calling thread blocked meanwhile.
extension SocketCore {
    /// Sends, waiting for room until `deadline`; nil is for ever.
    func send(_ message: Message, until deadline: ContinuousClock.Instant?) throws(ZMQError) {
        if try trySend(message) { return }
        let parker = Parker()
        while true {
            if try trySend(message, else: .thread(parker)) { return }
            guard block(parker, until: deadline) else {
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
        let parker = Parker()
        while true {
            if let message = try tryReceive(else: .thread(parker)) { return message }
            guard block(parker, until: deadline) else {
                giveUpReceiving(.thread(parker))
                if let message = try tryReceive() { return message }
                throw timedOut("receive")
            }
            parker.reset()
        }
    }

    /// Blocks until `parker` is signalled. The thread runs the lane of the socket's connections meanwhile, so
    /// that what it waits for reaches it without a change of threads.
    private func block(_ parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool {
        context.wait(for: parker, on: lane, until: deadline)
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
        return context.now.advanced(by: timeout)
    }
}
