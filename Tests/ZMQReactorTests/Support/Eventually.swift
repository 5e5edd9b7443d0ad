import ZMQReactor

/// A value that comes from another thread.
final class Eventually<Value: Sendable>: Sendable {
    struct Late: Error {}

    private let parker = Parker()
    private let slot = Guarded<Value?>(nil)

    /// Only the first value counts.
    func fulfil(_ value: Value) {
        slot.withLock { if $0 == nil { $0 = value } }
        parker.signal()
    }

    var isFulfilled: Bool { parker.isSignalled }

    /// Waits for the value; fails when it takes implausibly long.
    func value(within limit: Duration = .seconds(60)) throws -> Value {
        guard parker.wait(until: .now + limit), let value = slot.withLock({ $0 }) else { throw Late() }
        return value
    }
}
