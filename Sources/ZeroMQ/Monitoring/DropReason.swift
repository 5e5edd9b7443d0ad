/// Why a message that was accepted, or that arrived, did not reach an application.
public enum DropReason: UInt8, Hashable, Sendable, CaseIterable {
    /// The queue for a peer was at its high-water mark and the type drops rather than waits.
    case queueFull
    /// No peer has the identity the message was addressed to, or the peer was refused.
    case noRoute
    /// A published message had no subscriber.
    case noSubscriber
    /// A newer message took its place (``SocketOptions/conflate``).
    case conflated
    /// It was larger than allowed: it is not received, and its sender is disconnected
    /// (``SocketOptions/maximumMessageBytes``).
    case oversize
    /// Its peer went away before it was sent.
    case peerGone
    /// It arrived without a subscription for it.
    case notMatching
    /// It did not have the form that the socket type needs, an envelope for example; or it was sent to a type that
    /// takes no messages.
    case malformed
    /// It was a reply to no request, or to one that was given up.
    case unexpectedReply
    /// It was a request that was given up before it was sent.
    case abandoned
    /// The socket closed first (``SocketOptions/linger``).
    case closed
}
