extension Engine {
    /// How many bytes of `stream` are gone in whole frames, when `sent` bytes are gone of what `encode` or
    /// `encodeSubscriptions` made of it. Right also after the connection has failed.
    ///
    /// - Parameter subscribes: whether `encodeSubscriptions` did.
    package func bytesGone(of stream: [ByteSlice], sent: Int, subscribes: Bool) -> Int {
        var cursor = FrameCursor(stream)
        var gone = 0
        var left = sent
        var startsMessage = true
        while cursor.next(), let chunk = cursor.chunk {
            let frameBytes = cursor.takePassedBytes()
            let body = chunk.bytes(cursor.lower..<cursor.upper)
            if subscribes, startsMessage, !cursor.more, body.isSubscription, let version, version >= .v3_1 {
                left -= commandSize(ofSubscription: body)
            } else {
                left -= wireSize(body.byteCount, asItIs: frameBytes)
            }
            guard left >= 0 else { break }
            gone += frameBytes
            startsMessage = !cursor.more
        }
        return gone
    }

    /// The size on the wire of a frame with a body of `count` bytes; in the stream it has `asItIs`.
    private func wireSize(_ count: Int, asItIs: Int) -> Int {
        if mechanism.transformsTraffic { return mechanism.sealedFrameBytes(count) }
        guard let version, version < .v2_0 else { return asItIs }
        return OldFrameHeader.bytes(count: count, more: false).count + count
    }

    private func commandSize(ofSubscription body: RawSpan) -> Int {
        let topic = body.copy(from: 1)
        let command: Command = body.byte(at: 0) == 1 ? .subscribe(topic) : .cancel(topic)
        return mechanism.transformsTraffic
            ? mechanism.sealedFrameBytes(command.body.count) : command.frame.count
    }
}
