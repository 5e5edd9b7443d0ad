/// How much of a subscribing socket's frame stream tells of subscriptions, or of their end.
package struct SubscriptionTally: Equatable, Sendable {
    package private(set) var messages = 0
    /// With their headers.
    package private(set) var bytes = 0

    /// Nothing.
    package init() {}

    package init(in stream: [ByteSlice]) {
        var cursor = FrameCursor(stream)
        var startsMessage = true
        while cursor.next(), let chunk = cursor.chunk {
            let frameBytes = cursor.takePassedBytes()
            if startsMessage, !cursor.more, chunk.bytes(cursor.lower..<cursor.upper).isSubscription {
                messages += 1
                bytes += frameBytes
            }
            startsMessage = !cursor.more
        }
    }
}

extension RawSpan {
    /// Whether the only frame of a message with this body tells of a subscription, or of its end (PS-33).
    var isSubscription: Bool { byte(at: 0).map { $0 <= 1 } ?? false }
}
