internal import ZMQReactor

/// Somebody who waits until a socket has something to receive, or room to send: a blocked thread, a suspended
/// task, or an observer.
///
/// Resuming says "look again", it hands nothing over. So a waiter that gives up, because it was cancelled or
/// its time is over, has never taken a message.
enum Waiter: Sendable {
    case thread(Parker)
    case task(TaskParker)
    case observer(any SocketObserver)

    func resume() {
        switch self {
        case .thread(let parker): parker.signal()
        case .task(let parker): parker.signal()
        case .observer(let observer): observer.socketMayBeReady()
        }
    }

    var id: ObjectIdentifier {
        switch self {
        case .thread(let parker): ObjectIdentifier(parker)
        case .task(let parker): ObjectIdentifier(parker)
        case .observer(let observer): ObjectIdentifier(observer)
        }
    }
}

/// Suspends one task until it is signalled: what `Parker` is for threads.
final class TaskParker: Sendable {
    /// Safety: a stored continuation is resumed once, by whoever takes it out under the lock.
    @safe private enum State {
        case idle
        case suspended(UnsafeContinuation<Void, Never>)
        case signalled
    }

    private let state = Guarded<State>(.idle)

    /// Ends the wait, or the next one. Any thread.
    func signal() {
        let continuation: UnsafeContinuation<Void, Never>? = unsafe state.withLock { state in
            defer { state = .signalled }
            guard case .suspended(let continuation) = state else { return nil }
            return unsafe continuation
        }
        unsafe continuation?.resume()
    }

    /// Forgets a signal. Only for the task that waits, before it tells others that it waits, or looks.
    func reset() {
        state.withLock { $0 = .idle }
    }

    /// Returns when signalled, at once when that has happened before.
    func wait() async {
        unsafe await withUnsafeContinuation { continuation in
            let isSignalled = state.withLock { state in
                if case .signalled = state { return true }
                state = unsafe .suspended(continuation)
                return false
            }
            if isSignalled { unsafe continuation.resume() }
        }
    }
}

/// Waiters in the order in which they came. Guarded by their socket's lock.
struct WaitList {
    private var waiters: [Waiter] = []

    var isEmpty: Bool { waiters.isEmpty }

    var count: Int { waiters.count }

    mutating func append(_ waiter: Waiter) {
        waiters.append(waiter)
    }

    /// Takes the one who waits longest.
    mutating func popFirst() -> Waiter? {
        waiters.isEmpty ? nil : waiters.removeFirst()
    }

    /// Takes a waiter that gives up; false when it was resumed before.
    mutating func remove(_ waiter: Waiter) -> Bool {
        guard let index = waiters.firstIndex(where: { $0.id == waiter.id }) else { return false }
        waiters.remove(at: index)
        return true
    }

    /// Takes all.
    mutating func removeAll() -> [Waiter] {
        defer { waiters = [] }
        return waiters
    }
}
