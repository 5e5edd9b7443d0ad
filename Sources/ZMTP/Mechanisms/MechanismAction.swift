/// What the engine does for a mechanism, in the order given.
package enum MechanismAction: Equatable, Sendable {
    /// Sends a handshake command.
    case send(Command)

    /// Checks what the peer says about itself and keeps it. Comes before our own last command where the mechanism
    /// allows, so that an ERROR can still be sent instead (TYPE-02).
    case peer(Metadata)

    /// Asks who decides about peers; the mechanism waits for `accepted()`. What the peer sends meanwhile is still
    /// given to it.
    case ask(AuthenticationRequest)

    /// The peer refused us (ERR-03).
    case refused(PeerError)

    /// The handshake is complete; traffic begins.
    case complete
}
