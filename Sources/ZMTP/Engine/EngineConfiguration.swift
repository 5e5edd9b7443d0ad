/// What an engine needs to know about its own side. One value serves all connections of a socket.
package struct EngineConfiguration: Sendable {
    /// Our socket's type.
    package var socketKind: SocketKind

    /// Our identity: empty, or 1 to 255 bytes that do not start with 00 (META-11); checked where it is set.
    package var identity: [UInt8]

    /// The application's own properties, with names that begin with `X-` (META-06).
    package var applicationProperties: [Metadata.Property]

    /// Makes the mechanism of one connection; it is given the properties to tell the peer.
    package var makeMechanism: @Sendable (Metadata) -> any Mechanism

    /// The largest body of a frame that is accepted, and about the most that the frames of an unfinished message
    /// may have together; nil for any size (ZMTP-33).
    package var maximumFrameBytes: UInt64?

    /// Whether peers of ZMTP 2.0 are served, as far as the mechanism permits (V2-10).
    package var allowsZMTP2: Bool

    /// Whether peers of ZMTP 1.0 are served, as far as the mechanism permits (V1-11). Off unless asked for:
    /// nearly any garbage reads as 1.0.
    package var allowsZMTP1: Bool

    /// The version in our greeting. Lower than 3.1 only to be like an older peer, in tests.
    package var version: ZMTPVersion

    /// Without more being said: NULL, no frame limit, ZMTP 3.1 down to 2.0.
    package init(socketKind: SocketKind, identity: [UInt8] = []) {
        self.socketKind = socketKind
        self.identity = identity
        applicationProperties = []
        makeMechanism = { NullMechanism(metadata: $0) }
        maximumFrameBytes = nil
        allowsZMTP2 = true
        allowsZMTP1 = false
        version = .v3_1
    }

    /// What our handshake says about us.
    package var metadata: Metadata {
        Metadata(kind: socketKind, identity: identity, application: applicationProperties)
    }
}
