/// Why an established connection ended.
public enum DisconnectReason: Hashable, Sendable {
    /// The peer closed it in good order.
    case closedByPeer

    /// This side's socket closed, or disconnected or unbound the endpoint.
    case closedLocally

    /// The system reported a failure.
    case connectionLost(ZMQError)

    /// The peer broke the protocol; the text says how.
    case protocolViolation(String)

    /// The peer announced a frame larger than ``SocketOptions/maximumMessageBytes`` allows, or the frames of one
    /// message were together larger than that by more than 64 KiB; `bytes` is the size of that frame, or of those
    /// frames with their headers.
    case messageTooLong(bytes: UInt64)

    /// The peer gave no sign of life (``SocketOptions/heartbeat``, or the time to live it asked for itself).
    case heartbeatTimedOut

    /// Another peer took over the identity (``RouterOptions/onDuplicateIdentity``).
    case takenOver

    /// The application had the peer disconnected; with its reason, if it gave one.
    case kicked(reason: String?)
}

extension DisconnectReason: CustomStringConvertible {
    /// The reason as a phrase on one line.
    public var description: String { phrase.escapingControlCharacters() }

    private var phrase: String {
        switch self {
        case .closedByPeer: "the peer closed the connection"
        case .closedLocally: "this side closed the connection"
        case .connectionLost(let error): "the connection was lost: \(error.reason)"
        case .protocolViolation(let what): "the peer broke the protocol: \(what)"
        case .messageTooLong(let bytes):
            "the peer sent a frame or message of \(bytes) bytes, more than allowed"
        case .heartbeatTimedOut: "the peer gave no sign of life"
        case .takenOver: "another peer took over the identity"
        case .kicked(let reason): "the application disconnected the peer" + (reason.map { ": \($0)" } ?? "")
        }
    }
}
