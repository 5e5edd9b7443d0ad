/// What passed through a socket since it was made, and what waits in it; a snapshot.
///
/// A message counts as sent when a send accepts it, and as received when the application takes it. In between it
/// waits in a queue, or is dropped: what left this socket for its one peer is
///
///     messagesSent - queuedToSend - dropped on the way out
///
/// A message for several peers is sent once, but queued and dropped once for each of them. While messages move,
/// the counts of one snapshot are taken one after another, so that sums hold exactly only at rest.
public struct SocketStatistics: Hashable, Sendable {
    /// Messages that a send accepted, however many peers they are for; also those that were dropped.
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
