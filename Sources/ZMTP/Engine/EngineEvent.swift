/// What the bytes of a peer meant.
package enum EngineEvent: Sendable {
    /// The handshake is complete; messages may be sent from now on (NULL-04). Comes once.
    case handshakeSucceeded(PeerDescription)

    /// Whole messages, as a frame stream, and how many (ZMTP-26). Subscriptions in message form are among them
    /// (PS-32, PS-33): whether a message is one depends on the socket.
    case messages([ByteSlice], count: Int)

    /// A SUBSCRIBE command, or what stands for one: the phantom subscription to everything that a ZMTP 1.0
    /// subscriber has (V1-09). Only for sockets that publish.
    case subscribe([UInt8])

    /// A CANCEL command. Only for sockets that publish.
    case cancel([UInt8])

    /// A PING, already answered (HB-02); nil for a peer without a TTL (HB-05).
    case pinged(timeToLive: Duration?)

    /// A PONG, asked for or not (HB-15).
    case pong(context: [UInt8])

    /// Somebody has to decide about the peer; answer with `Engine.authenticated(status:)` (NULL-07).
    case authenticate(AuthenticationRequest)

    /// The peer refused us with ERROR: close, and do not come back with the same credentials (ERR-03). Nothing
    /// follows.
    case peerError(PeerError)
}
