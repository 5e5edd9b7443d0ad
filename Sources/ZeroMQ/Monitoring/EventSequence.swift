/// Events of a socket, as they happen.
///
/// Every sequence has a buffer of its own, which its iterations share. It is bounded: a listener that is too slow loses
/// events, and is told how many by an event of its own. The sequence ends when the socket is closed.
public struct EventSequence<Event: Sendable>: AsyncSequence, Sendable {
    /// Events.
    public typealias Element = Event
    /// Listening does not fail.
    public typealias Failure = Never

    /// Listens from the moment it is made.
    private let buffer: EventBuffer<Event>

    init(_ broadcaster: EventBroadcaster<Event>, limit: Int = 256) {
        buffer = broadcaster.listen(limit: limit)
    }

    /// Goes through the events of one sequence.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let buffer: EventBuffer<Event>

        /// The next event; nil when the socket is closed or the task is cancelled.
        public mutating func next() async -> Event? {
            await buffer.next()
        }
    }

    /// Goes through the events from the moment the sequence was made.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(buffer: buffer)
    }
}

/// A peer that comes or goes.
public enum PeerEvent: Sendable, Hashable {
    /// The handshake with the peer is complete.
    case joined(Peer)
    /// The peer is gone, and why.
    case left(Peer, DisconnectReason)
    /// The listener was too slow for this many events.
    case missed(count: Int)
}
