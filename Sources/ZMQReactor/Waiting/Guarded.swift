/// A value behind a lock. Whoever holds a reference may use the value, one thread at a time.
///
/// Public and inlinable, not `package`, because generics with package access are not specialised in other
/// modules: 55 ns for a call against 4 ns. The module itself is not a product, so nothing leaks to users.
///
/// Safety: `state` is touched only between `lock()` and `unlock()` of its own lock, what goes in is `sending`
/// and so is what comes out; hence `State` need not be `Sendable`.
public final class Guarded<State: ~Copyable>: @unchecked Sendable {
    @usableFromInline
    let mutex = SpinLock()

    // A nested withLock would wait for ever for the lock before it could overlap an access.
    @exclusivity(unchecked)
    @usableFromInline
    var state: State

    /// Puts `state` behind a lock of its own.
    @inlinable
    public init(_ state: consuming sending State) {
        unsafe self.state = state
    }

    /// Runs `body` with the value, alone. Callable from any thread, but not from within `body`, which must be
    /// short: see `SpinLock`.
    @inlinable
    @inline(__always)
    public func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending State) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        mutex.lock()
        defer { mutex.unlock() }
        return try unsafe body(&state)
    }
}
