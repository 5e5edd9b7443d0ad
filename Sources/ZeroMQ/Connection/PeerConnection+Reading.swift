internal import ZMQReactor
internal import ZMTP

extension PeerConnection: ByteChannelHandler {
    /// A connection reads this much in one go, then others get their turn.
    static let readsPerTurn = 4

    /// More than what a system keeps for a connection.
    private static let readsOfRest = 1000

    func channelReadable() {
        if isLeaving {
            discardReceived()
            return
        }
        for _ in 0..<Self.readsPerTurn where !hasEnded && !isReadingPaused {
            guard readOnce() else { break }
        }
        engine.endOfTurn()
        guard !hasEnded else { return }
        if isReadingPaused { channel.wantsReading = false }
        // Answers that the engine owes: the next step of the handshake, a PONG.
        flush()
    }

    func channelWritable() {
        flush()
    }

    /// Reads what the peer sent before it went, also above the high-water mark: our system has it, and it would be lost
    /// with the connection. There is a receive buffer of it at most.
    func readRest() {
        isBroken = true
        for _ in 0..<Self.readsOfRest where !hasEnded {
            guard readOnce() else { return }
        }
    }

    /// Reads what has arrived, as far as there is room for it, and handles it. True when more may be there.
    private func readOnce() -> Bool {
        let shared = lane.shared
        let room = unsafe engine.prepareRead(&shared.chunks)
        switch unsafe channel.read(into: room) {
        case .bytes(let count):
            engine.didRead(count, &shared.chunks)
            heartbeat?.receivedAnything(at: lane.lane.now)
            processEvents()
            return count == room.count
        case .wouldBlock:
            engine.didRead(0, &shared.chunks)
            return false
        case .ended:
            engine.didRead(0, &shared.chunks)
            // Writing has told more.
            if !isBroken { end(.closedByPeer) }
            return false
        case .failed(let error):
            engine.didRead(0, &shared.chunks)
            end(.lost(ZMQError(error, operation: "receive", endpoint: channel.remoteAddress)))
            return false
        }
    }
}
