/// How long to wait before the next attempt: twice as long each time, up to a limit.
///
/// The Guide's Paranoid Pirate (4.5) waits 1 s before it connects again, then 2, 4, and so on up to 32 s, and begins
/// at 1 s again as soon as it hears from its peer.
public struct ExponentialBackoff: Hashable, Sendable {
    /// The first pause.
    public let initial: Duration

    /// The longest pause.
    public let maximum: Duration

    private var current: Duration

    /// Makes a sequence of pauses.
    ///
    /// - Parameters:
    ///   - initial: the first pause, more than zero.
    ///   - maximum: the longest one; at least the first.
    public init(initial: Duration = .seconds(1), maximum: Duration = .seconds(32)) {
        self.initial = max(initial, .nanoseconds(1))
        self.maximum = max(maximum, self.initial)
        current = self.initial
    }

    /// The pause before the next attempt; each one is twice as long as the one before, up to the maximum.
    public mutating func next() -> Duration {
        let pause = current
        current = current > maximum / 2 ? maximum : current * 2
        return pause
    }

    /// Begins with the first pause again, as after a success.
    public mutating func reset() {
        current = initial
    }
}
