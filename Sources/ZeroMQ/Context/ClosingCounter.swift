internal import ZMQReactor

/// How many sockets of a context are still sending what was queued when they were closed.
final class ClosingCounter: Sendable {
    private struct State {
        var count = 0
        var unsent = 0
        var waiters = WaitList()
    }

    private let state = Guarded(State())

    func begin() {
        state.withLock { $0.count += 1 }
    }

    func end(unsent: Int) {
        let waiters: [Waiter] = state.withLock { state in
            state.count -= 1
            state.unsent += unsent
            return state.count == 0 ? state.waiters.removeAll() : []
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Messages that were not sent, over all sockets closed so far.
    var unsent: Int { state.withLock { $0.unsent } }

    /// True when no socket is closing; otherwise `waiter` is resumed when that is so.
    func isIdle(else waiter: Waiter) -> Bool {
        state.withLock { state in
            if state.count == 0 { return true }
            state.waiters.append(waiter)
            return false
        }
    }
}
