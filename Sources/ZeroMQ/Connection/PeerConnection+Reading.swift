internal import ZMQReactor
internal import ZMTP

extension PeerConnection: ByteChannelHandler {
    /// A connection reads this much in one go, then others get their turn.
    static let readsPerTurn = 4

    func channelReadable() {
        if isLeaving {
            discardReceived()
            return
        }
        if writeFailure != nil {
            readRest()
            return
        }
        let wasReady = engine.isReady
        for _ in 0..<Self.readsPerTurn where !hasEnded && !isReadingPaused {
            guard readOnce() == .filled else { break }
        }
        engine.endOfTurn()
        guard !hasEnded else { return }
        if isReadingPaused { channel.wantsReading = false }
        // Answers that the engine owes, a PONG for example; what waits for the handshake; what need not rest any longer.
        if engine.hasOutput || !wasReady || isNapping || drain != nil { flush() }
    }

    func channelWritable() {
        flush()
    }

    /// Ends a connection that cannot be written any more, after what the peer sent before it went: our system has that,
    /// and it would be lost with the connection. As far as there is room for it; the rest when there is.
    func readRest() {
        // Whoever closes the engine ends the connection as well, and knows better why.
        guard let writeFailure, !hasEnded, !engine.isClosed else { return }
        // Who only sends what is left has nobody to read for.
        if drain != nil {
            end(writeFailure)
            return
        }
        defer { engine.endOfTurn() }
        for _ in 0..<Self.readsPerTurn where !hasEnded {
            if isReadingPaused {
                channel.wantsReading = false
                return
            }
            if readOnce() == .nothing { end(writeFailure) }
        }
        if !hasEnded { waker.comeBack() }
    }

    /// What a read has brought.
    private enum ReadOutcome {
        /// As much as there was place for: there may be more.
        case filled
        case some
        case nothing
    }

    /// Reads what has arrived, as far as there is room for it, and handles it.
    private func readOnce() -> ReadOutcome {
        let chunks = lane.chunks
        let room = unsafe chunks.with { unsafe engine.prepareRead(&$0) }
        let result = unsafe channel.read(into: room)
        let count = if case .bytes(let count) = result { count } else { 0 }
        chunks.with { engine.didRead(count, &$0) }
        switch result {
        case .bytes:
            heartbeat?.receivedAnything(at: lane.lane.now)
            processEvents()
            return count == room.count ? .filled : .some
        case .wouldBlock:
            return .nothing
        case .ended:
            // Writing has told more.
            if writeFailure == nil { end(.closedByPeer) }
            return .nothing
        case .failed(let error):
            if writeFailure == nil {
                end(.lost(ZMQError(error, operation: "receive", endpoint: channel.remoteAddress)))
            }
            return .nothing
        }
    }
}
