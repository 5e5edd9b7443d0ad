/// A connected peer, as messages and events refer to it.
///
/// A new connection of the same program is a new peer. Thread-safe.
public final class Peer: Sendable, Identifiable {
    /// What is known about the peer: its address, socket type, identity and properties.
    public let info: PeerInfo

    init(_ info: PeerInfo) {
        self.info = info
    }

    /// A number that no other peer has in the lifetime of the context.
    public var id: UInt64 { info.id }
}

extension Peer: Hashable {
    /// Peers are equal when they are the same connection.
    public static func == (left: Peer, right: Peer) -> Bool { left === right }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}

extension Peer: CustomStringConvertible {
    /// One line about the peer.
    public var description: String { info.description }
}
