/// Why a connection cannot go on: the peer broke a rule, or speaks something that we do not.
///
/// Total by design: whatever bytes arrive, the engine gives events or one of these.
package enum ProtocolViolation: Error, Equatable, Sendable {
    /// The first bytes are those of ZMTP 1.0, or of something else entirely (V1-13).
    case notVersioned
    /// The peer announces a version that may not be spoken here (ZMTP-15, ZMTP-18).
    case versionNotAllowed(ZMTPVersion)
    /// The mechanism names of the two greetings differ (ZMTP-12).
    case mechanismMismatch(ours: String, theirs: String)
    /// Flags that are not legal where they stand (ZMTP-21, ZMTP-29, ZMTP-30).
    case badFrameFlags(UInt8)
    /// A size above 2^63-1 (ZMTP-24), or of zero in ZMTP 1.0 (V1-05).
    case badFrameSize(UInt64)
    /// A body larger than this side accepts (ZMTP-33).
    case frameTooLarge(UInt64)
    /// An unfinished message whose frames are together larger than this side accepts (ZMTP-33).
    case messageTooLarge(UInt64)
    /// A handshake command larger than this side accepts before it knows the peer (SEC-02).
    case handshakeCommandTooLarge(UInt64)
    /// A command without a proper name (ZMTP-44, ZMTP-47), or without the data that it must have.
    case malformedCommand(String)
    /// A message frame where a handshake command was due (ZMTP-46).
    case notACommand
    /// A command that has no place here (ZMTP-45, NULL-06).
    case unexpectedCommand(String)
    /// An ERROR that is cut short (ERR-06).
    case malformedError
    /// A READY that is cut short.
    case malformedReady
    /// A broken or repeated property (META-02, META-03, META-13).
    case badMetadata(String)
    /// An identity of more than 255 bytes (META-12).
    case identityTooLong(Int)
    /// The peer's socket type does not go with ours (TYPE-01).
    case socketTypeMismatch(ours: String, theirs: String)
    /// An encrypting mechanism could not accept what it was given.
    case cryptographic(String)
    /// An encrypting mechanism met a wrong MESSAGE.
    case malformedMessage
    /// Who decides about peers gave this status (NULL-07, ERR-05).
    case refused(status: Int)
    /// Who decides about peers gave an unusable answer (ZAP-06).
    case badDecision(status: Int)
}

extension ProtocolViolation: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notVersioned:
            "the peer speaks ZMTP 1.0 or is not a ZeroMQ peer"
        case .versionNotAllowed(let version):
            "the peer speaks ZMTP \(version), which is not allowed here"
        case .mechanismMismatch(let ours, let theirs):
            "the peer's security mechanism is \(theirs), ours is \(ours)"
        case .badFrameFlags(let flags):
            "illegal frame flags 0x\(String(flags, radix: 16))"
        case .badFrameSize(let size):
            "illegal frame size \(size)"
        case .frameTooLarge(let size):
            "a frame of \(size) bytes exceeds the maximum"
        case .messageTooLarge(let size):
            "an unfinished message of \(size) bytes exceeds the maximum"
        case .handshakeCommandTooLarge(let size):
            "a handshake command of \(size) bytes exceeds the maximum"
        case .malformedCommand(let name):
            name.isEmpty ? "a command without a name" : "malformed \(name) command"
        case .notACommand:
            "a message frame arrived during the handshake"
        case .unexpectedCommand(let name):
            "unexpected \(name) command"
        case .malformedError:
            "malformed ERROR command"
        case .malformedReady:
            "malformed READY command"
        case .badMetadata(let reason):
            "invalid metadata: \(reason)"
        case .identityTooLong(let count):
            "an identity of \(count) bytes exceeds the maximum of 255"
        case .socketTypeMismatch(let ours, let theirs):
            "the peer is a \(theirs) socket, which does not go with \(ours)"
        case .cryptographic(let reason):
            "cryptographic failure: \(reason)"
        case .malformedMessage:
            "malformed MESSAGE command"
        case .refused(let status):
            "the peer was refused with status \(status)"
        case .badDecision(let status):
            "invalid authentication status \(status)"
        }
    }
}
