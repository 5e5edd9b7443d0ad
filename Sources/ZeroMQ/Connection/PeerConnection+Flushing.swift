internal import ZMQReactor
internal import ZMTP

extension PeerConnection {
    /// How many bytes are taken from the link at a time. One such batch may be on its way above the
    /// high-water mark.
    private static let batchBytes = 256 * 1024

    /// A connection writes this many batches in one go, then others get their turn.
    private static let batchesPerTurn = 4

    /// Writes what there is, as far as the channel takes it.
    func flush() {
        for _ in 0..<Self.batchesPerTurn where !hasEnded {
            if outgoing.isEmpty {
                outgoing.control += engine.takeOutput()
                takeMessages()
                guard !outgoing.isEmpty else {
                    channel.wantsWriting = false
                    // Before the handshake is over, what is queued cannot be sent yet.
                    if drain != nil, link != nil { end(.closedLocally) }
                    return
                }
            }
            switch outgoing.write(to: channel) {
            case .finished:
                drain?.progressed(lane)
            case .blocked:
                drain?.progressed(lane)
                channel.wantsWriting = true
                return
            case .failed(let error):
                end(.lost(ZMQError(error, operation: "send", endpoint: channel.remoteAddress)))
                return
            }
        }
        // Not done: come back when the others had their turn.
        if !hasEnded { lane.lane.schedule(LaneTaskReference(self)) }
    }

    private func takeMessages() {
        guard let link, engine.isReady else { return }
        let (stream, messages, writerWaits) = link.outbound.take(upTo: Self.batchBytes, releasing: true)
        if writerWaits { link.outbound.writer?.pipeBecameWritable() }
        guard messages > 0 else { return }
        let encoded =
            socket.type.sendsSubscriptions ? engine.encodeSubscriptions(in: stream) : engine.encode(stream)
        outgoing.put(
            stream, messages: messages, encoded: encoded,
            isTransformed: socket.type.sendsSubscriptions || engine.transformsStreams)
    }
}
