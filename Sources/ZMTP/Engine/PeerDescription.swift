/// What a peer told about itself in greeting and handshake. Constant from then on (META-16).
package struct PeerDescription: Equatable, Sendable {
    /// The version that the peer announced; what is spoken is never above 3.1 (ZMTP-13).
    package var version: ZMTPVersion

    /// The name of the mechanism that both sides use.
    package var mechanism: String

    /// The peer's socket type; nil when it did not tell (META-07), as an unversioned ZMTP 1.0 peer never does.
    package var socketKind: SocketKind?

    /// What the peer asks to be called; empty when it did not, or when it began with 00, which is kept for
    /// identities that we make ourselves (META-12).
    package var identity: [UInt8]

    /// All properties as received, Socket-Type and Identity included; empty for ZMTP 2.0 and 1.0.
    package var properties: Metadata

    package init(
        version: ZMTPVersion, mechanism: String, socketKind: SocketKind?, identity: [UInt8],
        properties: Metadata = Metadata()
    ) {
        self.version = version
        self.mechanism = mechanism
        self.socketKind = socketKind
        self.identity = identity.first == 0 ? [] : identity
        self.properties = properties
    }
}
