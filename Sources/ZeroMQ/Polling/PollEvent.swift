/// One item that is ready, and for what.
public struct PollEvent: Hashable, Sendable {
    /// What is ready.
    public let item: PollItem

    /// What the item is ready for, of what it is watched for. Empty for a timer.
    public let readiness: PollInterest

    /// Whether the socket has been closed, or the other end of the descriptor is gone or it has failed. Then
    /// `readiness` has everything that the item is watched for, since no call would wait, and the item is
    /// reported by every wait until it is removed.
    public let isClosed: Bool

    /// How often the timer has expired since it was reported last; 0 for other items.
    public let expirations: Int

    /// Whether a message can be received, or bytes read, without waiting.
    public var canReceive: Bool { readiness.contains(.receive) }

    /// Whether a message can be sent, or bytes written, without waiting.
    public var canSend: Bool { readiness.contains(.send) }

    init(_ item: PollItem, _ readiness: PollInterest, isClosed: Bool = false) {
        self.item = item
        self.readiness = readiness
        self.isClosed = isClosed
        expirations = 0
    }

    init(_ item: PollItem, expirations: Int) {
        self.item = item
        readiness = []
        isClosed = false
        self.expirations = expirations
    }
}
