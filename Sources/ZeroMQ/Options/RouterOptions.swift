/// Options that only a ROUTER socket has.
public struct RouterOptions: Hashable, Sendable {
    /// What happens to a peer that announces the identity of another one.
    public enum DuplicateIdentity: Hashable, Sendable, CaseIterable {
        /// The newcomer is disconnected, the first keeps the identity.
        case reject
        /// The newcomer gets the identity, the first is disconnected.
        case takeOver
    }

    /// Whether a message to an identity that no peer has fails with ``ZMQError/Code/unroutable``, and one to
    /// a peer with a full queue waits or fails. Default false: such messages are dropped and counted.
    /// (ZMQ_ROUTER_MANDATORY.)
    public var mandatory: Bool

    /// What happens when two peers announce one identity; it is an event either way
    /// (``SocketEvent/identityCollision(_:)``). Default ``DuplicateIdentity/reject``. (ZMQ_ROUTER_HANDOVER.)
    public var onDuplicateIdentity: DuplicateIdentity

    /// Makes the options; the parameters have the defaults of the properties.
    public init(mandatory: Bool = false, onDuplicateIdentity: DuplicateIdentity = .reject) {
        self.mandatory = mandatory
        self.onDuplicateIdentity = onDuplicateIdentity
    }
}
