/// How long to wait before the next attempt to connect (SOCK-10).
///
/// Without a maximum every wait is the interval and a random part of it, so that many clients of a server that
/// comes back do not arrive together. With a maximum the interval doubles up to it, without a random part
/// unless the policy asks for one.
struct Backoff {
    private let policy: ReconnectPolicy
    private var current: Duration

    init(_ policy: ReconnectPolicy) {
        self.policy = policy
        current = policy.interval
    }

    /// The next wait.
    mutating func next() -> Duration {
        guard let maximum = policy.maximumInterval, maximum > policy.interval else {
            return policy.interval + policy.interval * (policy.jitter * Double.random(in: 0..<1))
        }
        defer { current = min(current * 2, maximum) }
        return current
    }

    /// Starts over, after a connection came about (SOCK-11).
    mutating func reset() {
        current = policy.interval
    }
}
