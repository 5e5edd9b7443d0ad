/// Why a connection did not get through its handshake.
public enum HandshakeFailure: Hashable, Sendable {
    /// The peer broke the protocol; the text says how. (ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL.)
    case protocolViolation(String)

    /// What connected does not speak ZMTP, or only version 1.0, which cannot be told apart from anything else. The
    /// bytes are the first ones that came, up to 16.
    case notZMTP(firstBytes: [UInt8])

    /// The peer speaks a version that is not allowed here.
    case unsupportedVersion(String)

    /// The sides are set up with different security mechanisms. (ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH.)
    case mechanismMismatch(ours: String, theirs: String)

    /// The socket types do not go together.
    case incompatibleSocketTypes(ours: String, theirs: String)

    /// The authenticator refused: status 300 for a temporary, 400 for a final, 500 for an internal failure.
    /// (ZMQ_EVENT_HANDSHAKE_FAILED_AUTH.)
    case authentication(status: Int, reason: String)

    /// Keys or ciphertexts did not fit. (ZMQ_PROTOCOL_ERROR_ZMTP_CRYPTOGRAPHIC.)
    case cryptography(String)

    /// The peer sent an ERROR command with this reason.
    case refusedByPeer(reason: String)

    /// Another peer has the identity (``RouterOptions/onDuplicateIdentity``).
    case duplicateIdentity(Frame)

    /// It took longer than ``SocketOptions/handshakeTimeout``, and no greeting came.
    case timedOut

    /// It took longer than ``SocketOptions/handshakeTimeout``: the peer greeted, so that this version would be spoken,
    /// and then did not go on.
    case stalled(after: PeerInfo.ProtocolVersion)

    /// The connection broke before the handshake was done. (ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL.)
    case connectionLost(ZMQError?)
}

extension HandshakeFailure: CustomStringConvertible {
    /// The reason as a phrase on one line.
    public var description: String { phrase.escapingControlCharacters() }

    private var phrase: String {
        switch self {
        case .protocolViolation(let what): "the peer broke the protocol: \(what)"
        case .notZMTP(let bytes):
            "the peer speaks ZMTP 1.0 or is not a ZeroMQ peer; it began with \(Frame(bytes))"
        case .unsupportedVersion(let what): "the peer does not speak an allowed version of ZMTP: \(what)"
        case .mechanismMismatch(let ours, let theirs): "the security is \(ours) here and \(theirs) there"
        case .incompatibleSocketTypes(let ours, let theirs): "\(ours) does not talk to \(theirs)"
        case .authentication(let status, let reason): "authentication failed with \(status): \(reason)"
        case .cryptography(let what): "cryptography failed: \(what)"
        case .refusedByPeer(let reason): "the peer refused: \(reason)"
        case .duplicateIdentity(let identity): "another peer has the identity \(identity)"
        case .timedOut: "the handshake took too long"
        case .stalled(let version): "the handshake took too long after the peer's greeting, \(version)"
        case .connectionLost(let error): "the connection was lost" + (error.map { ": \($0.reason)" } ?? "")
        }
    }
}
