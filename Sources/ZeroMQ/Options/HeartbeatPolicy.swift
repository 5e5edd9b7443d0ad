/// How a socket finds out that a connected peer is gone although the connection looks well (ZMTP 3.1 PING and
/// PONG).
public struct HeartbeatPolicy: Hashable, Sendable {
    /// How often a PING is sent; 1 ms at least. (ZMQ_HEARTBEAT_IVL.)
    public var interval: Duration

    /// How long after a PING the peer may be silent before the connection is closed; any byte from it counts
    /// as life. nil, the default, is the same as ``interval``. (ZMQ_HEARTBEAT_TIMEOUT, -1 for nil.)
    public var timeout: Duration?

    /// How long the peer is asked to wait for anything from this side before it closes the connection; nil,
    /// the default, asks for nothing.
    ///
    /// Travels in tenths of a second, rounded down. More than 65.5 s is sent as 65.5 s, which is what libzmq computes
    /// rightly, or not at all when PINGs are as rare as that. (ZMQ_HEARTBEAT_TTL, 0 for nil.)
    public var timeToLive: Duration?

    /// Makes a policy.
    ///
    /// - Parameters:
    ///   - interval: How often a PING is sent.
    ///   - timeout: How long the peer may be silent after it; nil, the default, for as long as the interval.
    ///   - timeToLive: What the peer is asked in turn; nil, the default, for nothing.
    public init(interval: Duration, timeout: Duration? = nil, timeToLive: Duration? = nil) {
        self.interval = interval
        self.timeout = timeout
        self.timeToLive = timeToLive
    }

    /// The longest time to live that fits its 16 bits on the wire.
    public static let maximumTimeToLive: Duration = .milliseconds(6_553_500)

    func check(with check: OptionCheck) throws(ZMQError) {
        try check.duration(interval, "heartbeat.interval", from: .milliseconds(1))
        if let timeout { try check.duration(timeout, "heartbeat.timeout", from: .milliseconds(1)) }
        if let timeToLive {
            try check.duration(
                timeToLive, "heartbeat.timeToLive", from: .zero, through: Self.maximumTimeToLive)
        }
    }
}
