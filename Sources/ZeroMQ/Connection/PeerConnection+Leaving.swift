internal import ZMQReactor
internal import ZMTP

/// The end of a connection that has sent everything.
extension PeerConnection {
    /// How often it is looked whether the peer, or its system, has everything.
    private static let lookInterval = Duration.milliseconds(10)

    /// Ends the connection as soon as closing it cannot lose what was written: when the peer's system has
    /// confirmed it (tcp), the peer has read it (ipc), or has closed too.
    ///
    /// Until then what arrives is read and thrown away, because a connection that is closed with something unread
    /// is reset, and the peer would miss what is still on its way. How long this may take is for the drain to say.
    func leave() {
        guard channel.finishWriting() else {
            end(.closedLocally)
            return
        }
        isLeaving = true
        channel.wantsWriting = false
        channel.wantsReading = true
        lane.lane.arm(timer, at: lane.lane.now.advanced(by: Self.lookInterval))
    }

    func discardReceived() {
        let chunks = lane.chunks
        // No more than others get: a peer that never stops must not keep the lane, and the end, waiting.
        for _ in 0..<Self.readsPerTurn where !hasEnded {
            let result = unsafe channel.read(into: chunks.with { unsafe engine.prepareRead(&$0) })
            chunks.with { engine.didRead(0, &$0) }
            switch result {
            case .bytes: continue
            case .wouldBlock: return
            case .ended, .failed: end(.closedLocally)
            }
        }
    }
}
