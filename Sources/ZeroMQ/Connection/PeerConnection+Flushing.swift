internal import ZMQReactor
internal import ZMTP

extension PeerConnection {
    /// How many bytes are taken from the link at a time. One such batch may be on its way above the
    /// high-water mark.
    private static let batchBytes = 256 * 1024

    /// How long the end of a stream may lie in its queue; a millisecond more while nobody runs the lane.
    private static let napTime = Duration.microseconds(100)

    /// A connection writes this many batches in one go, then others get their turn.
    private static let batchesPerTurn = 4

    /// Writes what there is, as far as the channel takes it.
    func flush() {
        if isLeaving { return }
        isNapping = false
        if writeFailure != nil {
            readRest()
            return
        }
        var isLastTaken = false
        for _ in 0..<Self.batchesPerTurn where !hasEnded {
            if outgoing.isEmpty {
                if engine.hasOutput { outgoing.control += engine.takeOutput() }
                if !isLastTaken { isLastTaken = takeMessages() }
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
        if !hasEnded { waker.comeBack() }
    }

    /// In a stream the next messages are a moment away, and a wake-up for each few of them would cost more than
    /// they do. So the connection is only woken for many, and looks again by itself soon.
    private func nap() {
        isStreaming = false
        isNapping = true
        lane.lane.arm(napTimer, at: lane.lane.now.advanced(by: Self.napTime))
    }

    /// Takes a batch out of the link, and says whether there will be no more before the connection is woken.
    private func takeMessages() -> Bool {
        guard let link, engine.isReady else { return true }
        let (stream, messages, isLast, writer, holdsSubscriptions) = link.outbound.takeForWriting(
            upTo: Self.batchBytes, naps: isStreaming, leaving: &outgoing.spare)
        writer?.pipeBecameWritable()
        guard messages > 0 else { return isLast }
        // More are coming.
        isStreaming = messages >= Pipe.fewMessages
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
        return isLast
    }
}
