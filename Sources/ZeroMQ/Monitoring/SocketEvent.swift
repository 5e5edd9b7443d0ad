/// What happens to the connections of a socket.
///
/// The names in brackets are libzmq's monitor events; the cases without one are not in libzmq. Events tell;
/// nothing waits for them to be read.
public enum SocketEvent: Hashable, Sendable {
    /// An attempt to connect begins, the first one or another one. (ZMQ_EVENT_CONNECT_DELAYED: nobody waits for
    /// an attempt.)
    case connecting(Endpoint)

    /// The transport is connected and the handshake begins; messages flow after ``handshakeSucceeded(_:)``.
    /// (ZMQ_EVENT_CONNECTED.)
    case connected(Endpoint, address: String)

    /// The attempt failed, and the next one follows after this time. (ZMQ_EVENT_CONNECT_RETRIED.)
    case connectRetried(Endpoint, after: Duration, ZMQError)

    /// The host name did not resolve; it is tried again with the next attempt.
    case resolveFailed(Endpoint, ZMQError)

    /// Peers can connect to the endpoint, its wildcards resolved. (ZMQ_EVENT_LISTENING.)
    case listening(Endpoint)

    /// A bind failed. (ZMQ_EVENT_BIND_FAILED.)
    case bindFailed(ZMQError)

    /// A peer connected to a bound endpoint, and the handshake begins. (ZMQ_EVENT_ACCEPTED.)
    case accepted(Endpoint, address: String)

    /// A peer could not be accepted, for want of file descriptors for example; accepting goes on after a
    /// pause. (ZMQ_EVENT_ACCEPT_FAILED.)
    case acceptFailed(Endpoint, ZMQError)

    /// The peer is known and messages flow. (ZMQ_EVENT_HANDSHAKE_SUCCEEDED.)
    case handshakeSucceeded(PeerInfo)

    /// The handshake failed and the connection is closed. (ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL, _AUTH and
    /// _NO_DETAIL.)
    case handshakeFailed(Endpoint, address: String, HandshakeFailure)

    /// An established connection ended. (ZMQ_EVENT_DISCONNECTED.)
    case disconnected(PeerInfo, DisconnectReason)

    /// A peer announced the identity of another one; what came of it is the policy's
    /// (``RouterOptions/onDuplicateIdentity``).
    case identityCollision(PeerInfo)

    /// The endpoint is no longer bound or connected. (ZMQ_EVENT_CLOSED.)
    case closed(Endpoint)

    /// So many events were left out here because their reader was too slow.
    case missed(count: Int)

    /// The last event: the socket is closed. (ZMQ_EVENT_MONITOR_STOPPED.)
    case monitoringStopped
}

extension SocketEvent: CustomStringConvertible {
    /// The event on one line.
    public var description: String { phrase.escapingControlCharacters() }

    private var phrase: String {
        switch self {
        case .connecting(let endpoint): "connecting to \(endpoint)"
        case .connected(let endpoint, let address): "connected to \(endpoint)" + Self.place(address)
        case .connectRetried(let endpoint, let time, let error):
            "connecting to \(endpoint) again after \(Self.rounded(time)): \(error.reason)"
        case .resolveFailed(let endpoint, let error): "could not resolve \(endpoint): \(error.reason)"
        case .listening(let endpoint): "listening at \(endpoint)"
        case .bindFailed(let error): "\(error)"
        case .accepted(let endpoint, let address): "accepted a peer at \(endpoint)" + Self.place(address)
        case .acceptFailed(let endpoint, let error):
            "could not accept a peer at \(endpoint): \(error.reason)"
        case .handshakeSucceeded(let peer): "handshake done with \(peer)"
        case .handshakeFailed(let endpoint, let address, let failure):
            "handshake failed at \(endpoint)\(Self.place(address)): \(failure)"
        case .disconnected(let peer, let reason): "disconnected from \(peer): \(reason)"
        case .identityCollision(let peer): "the identity is taken already: \(peer)"
        case .closed(let endpoint): "closed \(endpoint)"
        case .missed(let count): "missed \(count) events"
        case .monitoringStopped: "monitoring stopped"
        }
    }

    /// To the millisecond: a wait that is partly random has many more digits.
    private static func rounded(_ time: Duration) -> Duration {
        .milliseconds(time.roundedUp(to: .milliseconds(1)))
    }

    private static func place(_ address: String) -> String {
        address.isEmpty ? "" : " (\(address))"
    }
}
