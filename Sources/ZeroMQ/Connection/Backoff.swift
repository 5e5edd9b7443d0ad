/// How long to wait before the next attempt to connect (SOCK-10).
///
/// Without a maximum every wait is the interval and a random part of it, so that many clients of a server that
/// comes back do not arrive together. With a maximum the interval doubles up to it, without a random part.
struct Backoff {
    private let policy: ReconnectPolicy
    private let randomNumber: () -> UInt64
    private var current: Duration

    /// - Parameter randomNumber: where the random part comes from.
    init(_ policy: ReconnectPolicy, randomNumber: @escaping () -> UInt64) {
        self.policy = policy
        self.randomNumber = randomNumber
        current = policy.interval
    }

    /// The next wait.
    mutating func next() -> Duration {
        guard let maximum = policy.maximumInterval, maximum > policy.interval else {
            // 53 bits make a Double from 0 to below 1.
            let part = Double(randomNumber() >> 11) / Double(UInt64(1) << 53)
            return policy.interval + policy.interval * (policy.jitter * part)
        }
        defer { current = min(current * 2, maximum) }
        return current
    }

    /// Starts over, after a connection came about (SOCK-11).
    mutating func reset() {
        current = policy.interval
    }
}
