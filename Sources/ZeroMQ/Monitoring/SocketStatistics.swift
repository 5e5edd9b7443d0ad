/// What passed through a socket since it was made, and what waits in it; a snapshot.
///
/// Each message that a send accepted is in exactly one place. Over a socket and the peers that it sends to:
///
///     messagesSent = messagesReceived of the peers + queued here and there + dropped here and there
///
/// For a publisher the left side counts once for each subscriber that a message is for. While messages move, the
/// counts are taken one after another, so that the sums hold exactly only at rest; and what was in the hands of
/// the system when a connection broke is in nobody's.
public struct SocketStatistics: Hashable, Sendable {
    /// Messages that a send accepted, each counted once.
    public package(set) var messagesSent: UInt64 = 0

    /// Bytes of these messages, without the protocol's own.
    public package(set) var bytesSent: UInt64 = 0

    /// Messages that the application took.
    public package(set) var messagesReceived: UInt64 = 0

    /// Bytes of these messages, without the protocol's own.
    public package(set) var bytesReceived: UInt64 = 0

    /// Messages that wait to be sent, over all peers (the egress of libzmq's ZMQ_EVENT_PIPES_STATS).
    public package(set) var queuedToSend: Int = 0

    /// Messages that wait to be received, over all peers (the ingress of ZMQ_EVENT_PIPES_STATS).
    public package(set) var queuedToReceive: Int = 0

    /// Messages lost, by reason: `statistics.dropped[.queueFull]`.
    public package(set) var dropped = DropCounts()

    /// Nothing passed yet.
    public init() {}
}

extension SocketStatistics: CustomStringConvertible {
    /// All counts on one line.
    public var description: String {
        "sent \(messagesSent) (\(bytesSent) bytes), received \(messagesReceived) (\(bytesReceived) bytes), "
            + "queued \(queuedToSend) out and \(queuedToReceive) in, dropped: \(dropped)"
    }
}
