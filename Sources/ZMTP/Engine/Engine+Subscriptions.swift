extension Engine {
    /// Prepares a frame stream of a subscribing socket for the wire: single-frame messages that start with 1 or
    /// 0 become subscriptions in the form that the peer's version wants (PS-30, PS-31); others stay messages.
    package mutating func encodeSubscriptions(in stream: [ByteSlice]) -> [ByteSlice] {
        var encoded: [ByteSlice] = []
        var cursor = FrameCursor(stream)
        var startsMessage = true
        var queue = FrameQueue()
        while cursor.next(), let chunk = cursor.chunk {
            let body = chunk.bytes(cursor.lower..<cursor.upper)
            if startsMessage, !cursor.more, body.isSubscription {
                encoded += encode(queue.take())
                let bytes = subscriptionBytes(subscribe: body.byte(at: 0) == 1, topic: body.copy(from: 1))
                encoded.append(ByteSlice(wholeMessage: bytes))
            } else {
                queue.append(copying: body, more: cursor.more)
            }
            startsMessage = !cursor.more
        }
        return encoded + encode(queue.take())
    }
}

extension ByteSlice {
    /// A slice of its own chunk that holds one encoded message.
    fileprivate init(wholeMessage bytes: [UInt8]) {
        self.init(
            chunk: ByteChunk(copying: bytes.rawBytes), lower: 0, upper: bytes.count, messages: 1,
            endsMessage: true)
    }
}
