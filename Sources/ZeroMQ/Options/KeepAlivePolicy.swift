/// TCP keep-alive: probes by the operating system on connections that carry nothing.
///
/// Heartbeats (``HeartbeatPolicy``) find a dead peer sooner and also through intermediaries; keep-alive works
/// with peers of every version. What is nil is left to the system.
public struct KeepAlivePolicy: Hashable, Sendable {
    /// Whether probes are sent. Default true; false turns them off where the system would send them.
    /// (ZMQ_TCP_KEEPALIVE.)
    public var isEnabled: Bool

    /// How long a connection is idle before the first probe; 1 s to 32767 s, in whole seconds, rounded up.
    /// Default nil. (ZMQ_TCP_KEEPALIVE_IDLE.)
    public var idle: Duration?

    /// How long between probes; 1 s to 32767 s, in whole seconds, rounded up. Default nil.
    /// (ZMQ_TCP_KEEPALIVE_INTVL.)
    public var interval: Duration?

    /// How many probes go unanswered before the connection is given up; 1 to 127. Default nil.
    /// (ZMQ_TCP_KEEPALIVE_CNT.)
    public var count: Int?

    /// Makes a policy; the parameters have the defaults of the properties.
    public init(
        isEnabled: Bool = true, idle: Duration? = nil, interval: Duration? = nil, count: Int? = nil
    ) {
        self.isEnabled = isEnabled
        self.idle = idle
        self.interval = interval
        self.count = count
    }

    // Linux's own limits for TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT.
    private static let longest: Duration = .seconds(32_767)
    private static let largestCount = 127

    func check(with check: OptionCheck) throws(ZMQError) {
        if let idle {
            try check.duration(idle, "network.keepAlive.idle", from: .seconds(1), through: Self.longest)
        }
        if let interval {
            try check.duration(
                interval, "network.keepAlive.interval", from: .seconds(1), through: Self.longest)
        }
        if let count {
            try check.count(
                count, "network.keepAlive.count", from: 1, through: Self.largestCount, unit: "probes")
        }
    }
}
