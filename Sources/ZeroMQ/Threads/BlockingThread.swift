internal import ZMQReactor

/// A thread of its own for code that blocks, which others can wait for.
///
/// ```swift
/// let worker = try BlockingThread {
///     let socket = try RequestSocket(in: context)
///     ...
/// }
/// try worker.join()
/// ```
///
/// Code that awaits needs none: that is what tasks are for. Terminating the context ends calls that block in its
/// sockets, and so the threads. Dropping the object changes nothing; the thread runs on. Thread-safe.
public final class BlockingThread<Success: Sendable>: Sendable {
    private struct State {
        var outcome: Result<Success, any Error>?
        var waiters = WaitList()
    }

    private let state: Guarded<State>

    /// Starts a thread that runs `body`.
    ///
    /// - Throws: `system` when there can be no more threads.
    public init(_ body: @escaping @Sendable () throws -> Success) throws(ZMQError) {
        let state = Guarded(State())
        self.state = state
        do throws(SystemError) {
            try SystemThread.start {
                let outcome = Result { try body() }
                let waiters = state.withLock { state in
                    state.outcome = outcome
                    return state.waiters.removeAll()
                }
                for waiter in waiters { waiter.resume() }
            }
        } catch {
            throw ZMQError(error, operation: "start a thread", endpoint: nil)
        }
    }

    /// Whether the thread's code has returned, or thrown.
    public var isFinished: Bool { state.withLock { $0.outcome != nil } }

    /// Blocks the calling thread until this one has ended, and returns its result.
    ///
    /// - Throws: what the thread's code threw.
    @available(*, noasync, message: "blocks the thread; await the async form")
    @discardableResult
    public func join() throws -> Success {
        let parker = Parker()
        while true {
            if let outcome = outcome(else: .thread(parker)) { return try outcome.get() }
            _ = parker.wait(until: nil)
            parker.reset()
        }
    }

    /// Suspends the task until the thread has ended, and returns its result. Cancelling the task does not cut it
    /// short.
    ///
    /// - Throws: what the thread's code threw.
    @discardableResult
    public func join() async throws -> Success {
        while true {
            let parker = TaskParker()
            if let outcome = outcome(else: .task(parker)) { return try outcome.get() }
            await parker.wait()
        }
    }

    /// The outcome; when there is none yet, `waiter` is resumed as soon as there is.
    private func outcome(else waiter: Waiter) -> Result<Success, any Error>? {
        state.withLock { state in
            if state.outcome == nil { state.waiters.append(waiter) }
            return state.outcome
        }
    }
}
