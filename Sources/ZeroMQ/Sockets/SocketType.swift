/// The role of a socket: which patterns it takes part in, and how it spreads and gathers messages.
///
/// The raw values are libzmq's numbers (ZMQ_PAIR and so on), what ZMQ_TYPE returns there. Numbers above 10
/// are those of its newer types, which may join this enumeration later.
public enum SocketType: UInt8, Hashable, Sendable, CaseIterable {
    /// PAIR: exactly one peer, both directions.
    case pair = 0
    /// PUB: sends to all peers that subscribed to the message's beginning.
    case pub = 1
    /// SUB: receives what it subscribed to.
    case sub = 2
    /// REQ: a request, then its reply, in strict alternation.
    case req = 3
    /// REP: answers each request with one reply.
    case rep = 4
    /// DEALER: sends to its peers in turn and receives from all of them; REQ without the lock-step.
    case dealer = 5
    /// ROUTER: receives messages with the identity of their sender, and sends to the identity they begin
    /// with.
    case router = 6
    /// PULL: receives from all peers in turn.
    case pull = 7
    /// PUSH: spreads its messages over its peers in turn.
    case push = 8
    /// XPUB: PUB that also receives the subscriptions.
    case xpub = 9
    /// XSUB: SUB that sends its subscriptions as messages.
    case xsub = 10

    /// The name in the RFCs, which peers tell each other in the handshake: `PUSH`.
    public var name: String {
        switch self {
        case .pair: "PAIR"
        case .pub: "PUB"
        case .sub: "SUB"
        case .req: "REQ"
        case .rep: "REP"
        case .dealer: "DEALER"
        case .router: "ROUTER"
        case .pull: "PULL"
        case .push: "PUSH"
        case .xpub: "XPUB"
        case .xsub: "XSUB"
        }
    }

    /// Whether the type has a send operation; without one it throws ``ZMQError/Code/notSupported``.
    public var canSend: Bool {
        switch self {
        case .sub, .pull: false
        case .pair, .pub, .req, .rep, .dealer, .router, .push, .xpub, .xsub: true
        }
    }

    /// Whether the type has a receive operation; without one it throws ``ZMQError/Code/notSupported``.
    public var canReceive: Bool {
        switch self {
        case .pub, .push: false
        case .pair, .sub, .req, .rep, .dealer, .router, .pull, .xpub, .xsub: true
        }
    }
}

extension SocketType: CustomStringConvertible {
    /// The same as ``name``.
    public var description: String { name }
}
