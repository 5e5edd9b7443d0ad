internal import ZMQReactor

extension Context {
    /// Blocks the thread for `time`, or until the context is terminated: a pause that does not hold up the end of
    /// the program.
    ///
    /// - Throws: `contextTerminated`.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func sleep(for time: Duration) throws(ZMQError) {
        let parker = Parker()
        let observer = core.observeEnd(.thread(parker))
        defer { core.removeEndObserver(observer) }
        // False means that the time is over. An end before we observed it is noticed here.
        if !core.isTerminated, !core.wait(for: parker, on: nil, until: core.now.later(by: time)) { return }
        throw terminatedWhileSleeping
    }

    /// Suspends the task for `time`, or until the context is terminated.
    ///
    /// - Throws: `cancelled` when the task is; `tooManyFiles`, `system` when the system has nothing left to keep the
    ///   time with; otherwise as the blocking form.
    public func sleep(for time: Duration) async throws(ZMQError) {
        let parker = TaskParker()
        let observer = core.observeEnd(.task(parker))
        defer { core.removeEndObserver(observer) }
        if !core.isTerminated {
            let isCancelled = try await core.suspend(
                parker, on: nil, until: core.now.later(by: time))
            if isCancelled {
                throw ZMQError(.cancelled, operation: "sleep", reason: "the task was cancelled")
            }
        }
        if core.isTerminated { throw terminatedWhileSleeping }
    }

    private var terminatedWhileSleeping: ZMQError {
        ZMQError(.contextTerminated, operation: "sleep", reason: "the context was terminated")
    }
}
