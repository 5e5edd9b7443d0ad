internal import ZMQReactor

/// Whether the peer of a connecting endpoint is there, and who waits for it. Thread-safe.
final class ConnectionReadiness: Sendable {
    private struct State {
        var isReady = false
        var end: ConnectionEnd?
        var waiters = WaitList()
    }

    private let state = Guarded(State())
    private let context: ContextCore
    private let lane: IOLane?

    init(_ context: ContextCore, lane: IOLane?) {
        self.context = context
        self.lane = lane
    }

    var isReady: Bool { state.withLock { $0.isReady } }

    /// Whether no further attempt is made.
    var hasEnded: Bool { state.withLock { $0.end != nil } }

    /// How many wait for the peer.
    var waiterCount: Int { state.withLock { $0.waiters.count } }

    func ready() {
        change { $0.isReady = true }
    }

    func lost() {
        change { $0.isReady = false }
    }

    func ended(_ end: ConnectionEnd) {
        change { state in
            state.isReady = false
            state.end = end
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let waiters = state.withLock { state in
            body(&state)
            return state.waiters.removeAll()
        }
        for waiter in waiters { waiter.resume() }
    }

    /// True when ready, false when it is worth to wait for `waiter`.
    private func check(else waiter: Waiter) throws(ZMQError) -> Bool {
        let (isReady, end): (Bool, ConnectionEnd?) = state.withLock { state in
            if !state.isReady, state.end == nil { state.waiters.append(waiter) }
            return (state.isReady, state.end)
        }
        if isReady { return true }
        guard let end else { return false }
        throw end.error
    }

    private var timeoutError: ZMQError {
        ZMQError(
            .timedOut, operation: "connect", reason: "the peer was not there in time",
            remedy: "the connection goes on trying; its events tell what fails")
    }

    func wait(until deadline: ContinuousClock.Instant?) throws(ZMQError) {
        let parker = Parker()
        while try !check(else: .thread(parker)) {
            guard context.wait(for: parker, on: lane, until: deadline) else {
                _ = state.withLock { $0.waiters.remove(.thread(parker)) }
                // It may have come in the last moment.
                if isReady { return }
                throw timeoutError
            }
            parker.reset()
        }
    }

    func wait(until deadline: ContinuousClock.Instant?) async throws(ZMQError) {
        while true {
            let parker = TaskParker()
            if try check(else: .task(parker)) { return }
            defer { _ = state.withLock { $0.waiters.remove(.task(parker)) } }
            if try await context.suspend(parker, on: lane, until: deadline) {
                throw ZMQError(.cancelled, operation: "connect", reason: "the task was cancelled")
            }
            if let deadline, context.now >= deadline, !isReady { throw timeoutError }
        }
    }
}
