internal import ZMQReactor
internal import ZMTP

extension PeerConnection {
    /// How many bytes are taken from the link at a time. One such batch may be on its way above the
    /// high-water mark.
    private static let batchBytes = 256 * 1024

    /// A batch of so many messages tells that more are coming.
    private static let streamingMessages = 32

    /// How long the end of a stream may lie in its queue; a millisecond more while nobody runs the lane.
    private static let napTime = Duration.microseconds(100)

    /// A connection writes this many batches in one go, then others get their turn.
    private static let batchesPerTurn = 4

    /// Writes what there is, as far as the channel takes it.
    func flush() {
        if isLeaving { return }
        if writeFailure != nil {
            readRest()
            return
        }
        for _ in 0..<Self.batchesPerTurn where !hasEnded {
            if outgoing.isEmpty {
                outgoing.control += engine.takeOutput()
                takeMessages()
                guard !outgoing.isEmpty else {
                    channel.wantsWriting = false
                    if isStreaming { nap() }
                    // Before the handshake is over what is queued has had no chance yet.
                    if drain != nil, link != nil { leave() }
                    return
                }
            }
            let before = outgoing.written
            let outcome = outgoing.write(to: channel)
            // Only messages: a peer that answers without reading would keep us for ever.
            if outgoing.written > before { drain?.progressed(lane) }
            switch outcome {
            case .finished:
                break
            case .blocked:
                channel.wantsWriting = true
                return
            case .failed(let error):
                writeFailure = .lost(ZMQError(error, operation: "send", endpoint: channel.remoteAddress))
                channel.wantsWriting = false
                giveBackUnsent()
                readRest()
                return
            }
        }
        // Not done: come back when the others had their turn.
        if !hasEnded { lane.lane.schedule(LaneTaskReference(self)) }
    }

    /// In a stream the next messages are a moment away, and a wake-up for each few of them would cost more than
    /// they do. So the connection is only woken for many, and looks again by itself soon.
    private func nap() {
        isStreaming = false
        lane.lane.arm(napTimer, at: lane.lane.now.advanced(by: Self.napTime))
    }

    private func takeMessages() {
        guard let link, engine.isReady else { return }
        let (stream, messages, writer, holdsSubscriptions) = link.outbound.takeForWriting(
            upTo: Self.batchBytes, naps: isStreaming)
        writer?.pipeBecameWritable()
        if messages > 0 { isStreaming = messages >= Self.streamingMessages }
        guard messages > 0 else { return }
        if holdsSubscriptions {
            let bytes = stream.reduce(0) { $0 + $1.count }
            link.outbound.releaseWritten(
                messages, bytes: bytes, subscriptions: SubscriptionTally(in: stream)
            )?.pipeBecameWritable()
        }
        if socket.type.sendsSubscriptions {
            outgoing.put(stream, encoded: engine.encodeSubscriptions(in: stream), form: .subscriptions)
        } else {
            outgoing.put(
                stream, encoded: engine.encode(stream), form: engine.transformsStreams ? .encoded : .asItIs)
        }
    }
}
