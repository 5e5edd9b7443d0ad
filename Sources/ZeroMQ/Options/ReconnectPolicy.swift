/// When a connecting endpoint tries again after a failed attempt or a lost connection.
public struct ReconnectPolicy: Hashable, Sendable {
    /// Whether it tries again at all. Default true. (ZMQ_RECONNECT_IVL of -1 for false.)
    public var isEnabled: Bool

    /// How long it waits before the next attempt, 1 ms at least. Default 100 ms. (ZMQ_RECONNECT_IVL.)
    public var interval: Duration

    /// How far the wait grows, doubling from attempt to attempt; nil, the default, keeps it at ``interval``.
    /// Not below ``interval``. (ZMQ_RECONNECT_IVL_MAX, 0 for nil.)
    public var maximumInterval: Duration?

    /// How much of the wait is random: up to this part of it is added to it, 0 to 1. Default 1, as in libzmq.
    ///
    /// Randomness keeps many clients of one server from coming back in the same instant. A wait that grows
    /// towards ``maximumInterval`` has no random part, here as in libzmq.
    public var jitter: Double

    /// Whether it tries again after the peer broke the protocol or refused the handshake. Default false: a
    /// peer that speaks another protocol will do so the next time too.
    ///
    /// Close to the reverse of ZMQ_RECONNECT_STOP with ZMQ_RECONNECT_STOP_HANDSHAKE_FAILED.
    public var afterProtocolErrors: Bool

    /// Makes a policy; the parameters have the defaults of the properties.
    public init(
        isEnabled: Bool = true, interval: Duration = .milliseconds(100), maximumInterval: Duration? = nil,
        jitter: Double = 1, afterProtocolErrors: Bool = false
    ) {
        self.isEnabled = isEnabled
        self.interval = interval
        self.maximumInterval = maximumInterval
        self.jitter = jitter
        self.afterProtocolErrors = afterProtocolErrors
    }

    /// A policy that never tries again.
    public static let never = ReconnectPolicy(isEnabled: false)

    func check(with check: OptionCheck) throws(ZMQError) {
        try check.duration(interval, "reconnect.interval", from: .milliseconds(1))
        if let maximumInterval {
            try check.duration(maximumInterval, "reconnect.maximumInterval", from: interval)
        }
        // The range does not contain NaN either.
        guard (0...1).contains(jitter) else {
            throw check.refusal("reconnect.jitter", value: jitter, legal: "0 to 1")
        }
    }
}
