/// How a socket behaves: limits, times, and the rules of its type.
///
/// The options are given when a socket is made and stay as they are. Name only those that differ from their
/// defaults, in the order in which they are listed here:
///
/// ```swift
/// let socket = try PushSocket(in: context, options: SocketOptions(linger: .none, sendHighWaterMark: 10))
/// ```
///
/// A duration of nil is "no limit" wherever one is optional. Making a socket checks the options
/// (``validated(for:)``).
public struct SocketOptions: Hashable, Sendable {
    /// What happens to unsent messages when the socket closes. Default ``Linger/automatic``. (ZMQ_LINGER.)
    public var linger: Linger

    /// How many messages wait to be sent, for each peer; 0 for no limit. Default 1000. What happens then
    /// depends on the type: it waits, or drops and counts. For inproc the limits of both sides are added.
    /// (ZMQ_SNDHWM.)
    public var sendHighWaterMark: Int

    /// How many messages wait to be received, from each peer; 0 for no limit. Default 1000. (ZMQ_RCVHWM.)
    public var receiveHighWaterMark: Int

    /// How many bytes wait to be sent, for each peer, beside the limit in messages; 1 or more. A message
    /// larger than this still goes into an empty queue. Default nil. Not in libzmq.
    public var sendHighWaterBytes: Int?

    /// How many bytes wait to be received, from each peer, beside the limit in messages; 1 or more. Default
    /// nil. Not in libzmq.
    public var receiveHighWaterBytes: Int?

    /// How long a send waits before it fails with ``ZMQError/Code/timedOut``; zero does not wait. Default
    /// nil. (ZMQ_SNDTIMEO, -1 for nil.)
    public var sendTimeout: Duration?

    /// How long a receive waits before it fails with ``ZMQError/Code/timedOut``; zero does not wait. Default
    /// nil. (ZMQ_RCVTIMEO, -1 for nil.)
    public var receiveTimeout: Duration?

    /// The identity this socket announces, by which a ROUTER addresses it; 1 to 255 bytes that do not start
    /// with 0. Default nil: routers make one up. (ZMQ_ROUTING_ID.)
    public var routingID: Frame?

    /// Properties that peers learn in the handshake, beside those of the protocol. Names begin with `X-` and
    /// go on with letters, digits and `- _ . +`, 255 bytes at most; case does not make them different.
    /// Default none. (ZMQ_METADATA.)
    public var metadata: [String: String]

    /// Whether messages are queued only for connections that are established, and not for those in the
    /// making. Default false. (ZMQ_IMMEDIATE.)
    public var immediate: Bool

    /// Whether only the newest message of each queue is kept; PUSH, PULL, PUB, SUB and DEALER. Default false.
    /// (ZMQ_CONFLATE.)
    public var conflate: Bool

    /// The largest frame a peer may send, in bytes; a larger one ends its connection. Default nil.
    /// (ZMQ_MAXMSGSIZE, -1 for nil.)
    ///
    /// All frames of one message together may have 64 KiB more, for headers and envelopes: a message that never ends
    /// does not fill the memory.
    public var maximumMessageBytes: Int?

    /// How long a handshake may take; nil or zero for no limit. Default 30 s. (ZMQ_HANDSHAKE_IVL.)
    public var handshakeTimeout: Duration?

    /// Watching over peers by PING and PONG. Default nil: none is sent, those of peers are answered.
    /// (ZMQ_HEARTBEAT_IVL and its companions.)
    public var heartbeat: HeartbeatPolicy?

    /// When to connect again. (ZMQ_RECONNECT_IVL and its companions.)
    public var reconnect: ReconnectPolicy

    /// Options of the system's sockets. (ZMQ_BACKLOG, ZMQ_SNDBUF, ZMQ_IPV6 and more.)
    public var network: NetworkOptions

    /// Which I/O lanes of the context may serve this socket's connections: a bit each, the first lane the
    /// lowest; 0 for all. Lanes that the context does not have are refused. Default 0. (ZMQ_AFFINITY.)
    public var affinity: UInt64

    /// Whether peers with ZMTP 2.0 (libzmq 3) are talked to. Default true. Not an option of libzmq.
    public var allowsZMTP2: Bool

    /// Whether peers with ZMTP 1.0 (libzmq 2) are talked to. Default false: that version has no signature,
    /// and whatever connects by mistake would be taken for such a peer. Not an option of libzmq.
    public var allowsZMTP1: Bool

    /// Whether an empty message is sent to each new peer, by which a ROUTER there learns of this socket; REQ,
    /// DEALER and ROUTER. Default false. (ZMQ_PROBE_ROUTER.)
    public var probeRouter: Bool

    /// The rules of REQ. (ZMQ_REQ_CORRELATE, ZMQ_REQ_RELAXED.)
    public var request: RequestOptions

    /// The rules of ROUTER. (ZMQ_ROUTER_MANDATORY, ZMQ_ROUTER_HANDOVER.)
    public var router: RouterOptions

    /// The rules of PUB and XPUB. (ZMQ_XPUB_VERBOSE and its companions.)
    public var publisher: PublisherOptions

    /// Whether subscriptions name what is not wanted; PUB, XPUB and SUB, and to be set on both sides. Default
    /// false. (ZMQ_INVERT_MATCHING.)
    public var invertMatching: Bool

    /// Whether of a message with several frames only the first can be a subscription; XPUB and XSUB. Default false:
    /// each can. (ZMQ_ONLY_FIRST_SUBSCRIBE.)
    public var onlyFirstSubscribe: Bool

    /// Makes options; the parameters come in the order of the properties and have their defaults.
    public init(
        linger: Linger = .automatic,
        sendHighWaterMark: Int = 1000,
        receiveHighWaterMark: Int = 1000,
        sendHighWaterBytes: Int? = nil,
        receiveHighWaterBytes: Int? = nil,
        sendTimeout: Duration? = nil,
        receiveTimeout: Duration? = nil,
        routingID: Frame? = nil,
        metadata: [String: String] = [:],
        immediate: Bool = false,
        conflate: Bool = false,
        maximumMessageBytes: Int? = nil,
        handshakeTimeout: Duration? = .seconds(30),
        heartbeat: HeartbeatPolicy? = nil,
        reconnect: ReconnectPolicy = ReconnectPolicy(),
        network: NetworkOptions = NetworkOptions(),
        affinity: UInt64 = 0,
        allowsZMTP2: Bool = true,
        allowsZMTP1: Bool = false,
        probeRouter: Bool = false,
        request: RequestOptions = RequestOptions(),
        router: RouterOptions = RouterOptions(),
        publisher: PublisherOptions = PublisherOptions(),
        invertMatching: Bool = false,
        onlyFirstSubscribe: Bool = false
    ) {
        self.linger = linger
        self.sendHighWaterMark = sendHighWaterMark
        self.receiveHighWaterMark = receiveHighWaterMark
        self.sendHighWaterBytes = sendHighWaterBytes
        self.receiveHighWaterBytes = receiveHighWaterBytes
        self.sendTimeout = sendTimeout
        self.receiveTimeout = receiveTimeout
        self.routingID = routingID
        self.metadata = metadata
        self.immediate = immediate
        self.conflate = conflate
        self.maximumMessageBytes = maximumMessageBytes
        self.handshakeTimeout = handshakeTimeout
        self.heartbeat = heartbeat
        self.reconnect = reconnect
        self.network = network
        self.affinity = affinity
        self.allowsZMTP2 = allowsZMTP2
        self.allowsZMTP1 = allowsZMTP1
        self.probeRouter = probeRouter
        self.request = request
        self.router = router
        self.publisher = publisher
        self.invertMatching = invertMatching
        self.onlyFirstSubscribe = onlyFirstSubscribe
    }
}
