extension ProtocolViolation {
    /// The number that libzmq's socket monitor gives to this kind of failure;
    /// nil where it reports none. Programs that were written for libzmq compare these.
    package var errorCode: UInt32? {
        switch self {
        case .unexpectedCommand, .notACommand: 0x1000_0001
        case .malformedCommand: 0x1000_0011
        case .malformedMessage: 0x1000_0012
        case .malformedError: 0x1000_0015
        case .malformedReady: 0x1000_0016
        case .badMetadata, .identityTooLong, .socketTypeMismatch: 0x1000_0018
        case .cryptographic: 0x1100_0001
        case .mechanismMismatch: 0x1100_0002
        case .badDecision: 0x2000_0004
        case .notVersioned, .versionNotAllowed, .badFrameFlags, .badFrameSize, .frameTooLarge,
            .messageTooLarge, .handshakeCommandTooLarge, .refused:
            nil
        }
    }
}
