internal import ZMQReactor

/// Sending and receiving without waiting: the fast path of all other forms.
extension SocketCore {
    /// Sends if that is possible now. False when it would have to wait; `waiter` is resumed then when it is
    /// worth to try again.
    @inline(__always)
    func trySend(_ message: Message, else waiter: Waiter? = nil) throws(ZMQError) -> Bool {
        guard !message.hasNone else { throw .emptyMessage }
        return try locked(sentAlone: isLockStep) { (state, effects) throws(ZMQError) in
            try state.checkOpen("send")
            guard try pattern.send(message, &effects) else {
                if let waiter { state.senders.append(waiter) }
                return false
            }
            state.counters.messagesSent &+= 1
            state.counters.bytesSent &+= UInt64(truncatingIfNeeded: message.totalBytes)
            // A request may have waited for the reply to be sent.
            if isLockStep, pattern.canReceive(&effects) { state.signalReceivers(&effects) }
            // Whoever comes next may find room as well.
            if !state.senders.isEmpty, pattern.canSend(&effects) { state.signalSenders(&effects) }
            return true
        }
    }

    /// Receives if something has arrived. Nil when it would have to wait; `waiter` is resumed then when it is
    /// worth to try again.
    @inline(__always)
    func tryReceive(else waiter: Waiter? = nil) throws(ZMQError) -> Message? {
        try locked { (state, effects) throws(ZMQError) in
            try state.receive(with: pattern, else: waiter, &effects)
        }
    }

    /// Takes back a waiter that gives up. When it had been resumed already, its turn goes to the next.
    func giveUpSending(_ waiter: Waiter) {
        update { state, effects in
            if !state.senders.remove(waiter) { state.signalSenders(&effects) }
        }
    }

    /// Takes back a waiter that gives up. When it had been resumed already, its turn goes to the next.
    func giveUpReceiving(_ waiter: Waiter) {
        update { state, effects in
            if !state.receivers.remove(waiter) { state.signalReceivers(&effects) }
        }
    }

    /// A link's inbound pipe has something to read. Called by the pipe's writer, without any lock held.
    func becameReadable(_ link: Link) {
        update { state, effects in
            guard state.phase == .open, state.links[link.id] != nil else { return }
            pattern.becameReadable(link, &effects)
            state.signalReceivers(&effects)
        }
    }

    /// A link's outbound pipe has room again. Called by the pipe's reader, without any lock held.
    func becameWritable(_ link: Link) {
        update { state, effects in
            guard state.phase == .open, state.links[link.id] != nil else { return }
            pattern.becameWritable(link, &effects)
            // Others may wait for other peers.
            if type.choosesReceivers { effects.resume(state.senders.removeAll()) }
            state.signalSenders(&effects)
        }
    }
}

extension SocketCore.State {
    @inline(__always)
    fileprivate mutating func receive(
        with pattern: any SocketPattern, else waiter: Waiter?, _ effects: inout Effects
    ) throws(ZMQError) -> Message? {
        try checkOpen("receive")
        guard let message = try pattern.receive(&effects) else {
            if let waiter { receivers.append(waiter) }
            departed.forgetRead()
            return nil
        }
        counters.messagesReceived &+= 1
        counters.bytesReceived &+= UInt64(truncatingIfNeeded: message.totalBytes)
        if !receivers.isEmpty, pattern.canReceive(&effects) { signalReceivers(&effects) }
        return message
    }
}

extension ZMQError {
    static var emptyMessage: ZMQError {
        ZMQError(
            .invalidArgument, operation: "send", reason: "the message has no frame",
            remedy: "append a frame; an empty frame is a message too")
    }
}
