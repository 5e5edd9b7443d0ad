internal import ZMQReactor

/// Receiving and sending many messages under one lock, without waiting: for proxies.
///
/// Operations that are out of turn (REQ, REP) count as having to wait here.
extension SocketCore {
    /// Appends up to `limit` messages that have arrived to `batch`. Returns their bytes.
    func receive(upTo limit: Int, into batch: inout [Message]) throws(ZMQError) -> Int {
        try locked { (state, effects) throws(ZMQError) in
            try state.checkOpen("receive")
            var bytes = 0
            let before = batch.count
            while batch.count - before < limit {
                if isLockStep, !pattern.canReceive(&effects) { break }
                guard let message = try pattern.receive(&effects) else {
                    state.departed.forgetRead()
                    break
                }
                bytes += message.totalBytes
                batch.append(message)
            }
            state.counters.messagesReceived += UInt64(batch.count - before)
            state.counters.bytesReceived += UInt64(bytes)
            if !state.receivers.isEmpty, pattern.canReceive(&effects) { state.signalReceivers(&effects) }
            return bytes
        }
    }

    /// Sends the messages of `batch` from `next` on as far as there is room, and moves `next` behind the last one
    /// sent, also when it throws. Returns the bytes sent, if it does not.
    @discardableResult
    func send(_ batch: [Message], from next: inout Int) throws(ZMQError) -> Int {
        try locked(sentAlone: isLockStep) { (state, effects) throws(ZMQError) in
            try state.checkOpen("send")
            let first = next
            var bytes = 0
            defer {
                state.counters.messagesSent += UInt64(next - first)
                state.counters.bytesSent += UInt64(bytes)
            }
            while next < batch.count {
                if isLockStep, !pattern.canSend(&effects) { break }
                guard try pattern.send(batch[next], &effects) else { break }
                bytes += batch[next].totalBytes
                next += 1
            }
            if !state.senders.isEmpty, pattern.canSend(&effects) { state.signalSenders(&effects) }
            return bytes
        }
    }

    /// How many messages can be sent now for certain, if nobody else sends meanwhile; at most `limit`.
    func sendRoom(upTo limit: Int) -> Int {
        update { _, effects in pattern.sendRoom(upTo: isLockStep ? 1 : limit, &effects) }
    }
}
