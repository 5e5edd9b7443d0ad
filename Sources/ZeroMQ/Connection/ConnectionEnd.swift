internal import ZMTP

/// Why a connection ended: the one list, from which monitors, peer events and the decision to reconnect follow.
enum ConnectionEnd: Error, Equatable {
    case closedByPeer
    case closedLocally
    case lost(ZMQError)
    case violation(ProtocolViolation)
    /// The peer answered with ERROR and this reason.
    case refusedByPeer(String)
    case handshakeTimedOut
    case heartbeatTimedOut
    /// Another peer of a ROUTER has the routing id.
    case identityInUse(Frame)
    /// Another peer took the routing id over.
    case takenOver
    /// A PAIR talks to one peer.
    case hasPeerAlready
    /// A reply without its envelope (REQ-07).
    case malformedReply
    /// The reply is not wanted any more, and must not be taken for another one.
    case requestAbandoned
    case kicked(String?)

    /// Whether trying again would end the same way (SOCK-14).
    var isFinal: Bool {
        switch self {
        case .violation, .refusedByPeer, .malformedReply, .kicked: true
        case .closedByPeer, .closedLocally, .lost, .handshakeTimedOut, .heartbeatTimedOut, .identityInUse,
            .takenOver, .hasPeerAlready, .requestAbandoned:
            false
        }
    }

    /// Whether the peer sent a message larger than allowed, which is lost with the connection.
    var isOversize: Bool {
        switch self {
        case .violation(.frameTooLarge), .violation(.messageTooLarge): true
        default: false
        }
    }

    /// Whether the application asked for it.
    var isWanted: Bool {
        if case .kicked = self { true } else { false }
    }

    /// Whether another peer has the place, so that it is worth to come back when one has gone.
    var isPlaceTaken: Bool {
        switch self {
        case .identityInUse, .hasPeerAlready: true
        default: false
        }
    }

    /// Whether there is no reason to wait before the next attempt.
    var allowsReconnectAtOnce: Bool { self == .requestAbandoned }

    /// For an established connection.
    var disconnectReason: DisconnectReason {
        switch self {
        case .closedByPeer: .closedByPeer
        case .closedLocally: .closedLocally
        case .lost(let error): .connectionLost(error)
        case .violation(.frameTooLarge(let bytes)), .violation(.messageTooLarge(let bytes)):
            .messageTooLong(bytes: bytes)
        case .heartbeatTimedOut: .heartbeatTimedOut
        case .takenOver: .takenOver
        case .kicked(let reason): .kicked(reason: reason)
        case .violation, .refusedByPeer, .handshakeTimedOut, .identityInUse, .hasPeerAlready, .malformedReply:
            .protocolViolation(text)
        case .requestAbandoned: .kicked(reason: text)
        }
    }

    /// For a connection that ended before its handshake was over.
    ///
    /// - Parameters:
    ///   - version: what the peer's greeting told; nil when none had come.
    ///   - firstBytes: what came instead of a greeting.
    func handshakeFailure(after version: ZMTPVersion?, firstBytes: [UInt8]) -> HandshakeFailure {
        switch self {
        case .violation(.notVersioned): .notZMTP(firstBytes: firstBytes)
        case .closedByPeer, .closedLocally, .takenOver, .heartbeatTimedOut, .requestAbandoned, .kicked:
            .connectionLost(nil)
        case .lost(let error): .connectionLost(error)
        case .handshakeTimedOut:
            version.map { .stalled(after: .init(major: $0.major, minor: $0.minor)) } ?? .timedOut
        case .refusedByPeer(let reason): .refusedByPeer(reason: reason)
        case .identityInUse(let identity): .duplicateIdentity(identity)
        case .hasPeerAlready, .malformedReply: .protocolViolation(text)
        case .violation(let violation): HandshakeFailure(violation)
        }
    }

    /// For a connection that is tried again, or a readiness that is waited for.
    var error: ZMQError {
        switch self {
        case .lost(let error): error
        case .closedByPeer, .closedLocally, .takenOver, .heartbeatTimedOut, .requestAbandoned, .kicked:
            ZMQError(.connectionLost, operation: "connect", reason: text)
        case .violation, .refusedByPeer, .handshakeTimedOut, .identityInUse, .hasPeerAlready, .malformedReply:
            ZMQError(.handshakeFailed, operation: "connect", reason: text)
        }
    }

    private var text: String {
        switch self {
        case .closedByPeer: "the peer closed the connection"
        case .closedLocally: "this side closed the connection"
        case .lost(let error): error.reason
        case .violation(let violation): violation.description
        case .refusedByPeer(let reason): "the peer refused: \(reason)"
        case .handshakeTimedOut: "the handshake took too long"
        case .heartbeatTimedOut: "the peer gave no sign of life"
        case .identityInUse: "another peer has the same routing id"
        case .takenOver: "another peer took over the routing id"
        case .hasPeerAlready: "the PAIR socket has a peer already"
        case .malformedReply: "a reply without its delimiter"
        case .requestAbandoned: "the reply to a request did not come in time"
        case .kicked(let reason): reason ?? "the application disconnected the peer"
        }
    }
}

extension HandshakeFailure {
    init(_ violation: ProtocolViolation) {
        switch violation {
        case .notVersioned: self = .notZMTP(firstBytes: [])
        case .versionNotAllowed: self = .unsupportedVersion(violation.description)
        case .mechanismMismatch(let ours, let theirs): self = .mechanismMismatch(ours: ours, theirs: theirs)
        case .socketTypeMismatch(let ours, let theirs):
            self = .incompatibleSocketTypes(ours: ours, theirs: theirs)
        case .refused(let status): self = .authentication(status: status, reason: violation.description)
        case .cryptographic(let what): self = .cryptography(what)
        default: self = .protocolViolation(violation.description)
        }
    }
}
