extension Poller {
    /// Blocks the thread until something is ready, for at most `timeout`; nil waits for ever (zmq_poller_wait_all).
    ///
    /// A poller without items waits as well: another thread may add some.
    ///
    /// - Returns: everything that is ready, in the order of adding; nothing when the time is over.
    /// - Throws: `contextTerminated`.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func wait(timeout: Duration? = nil) throws(ZMQError) -> PollEvents {
        try core.wait(until: core.deadline(timeout))
    }

    /// Suspends the task until something is ready, for at most `timeout`; nil waits for ever.
    ///
    /// - Throws: `cancelled` when the task is; with a timeout or a timer `tooManyFiles`, `system` when the system has
    ///   nothing left to keep the time with; otherwise as the blocking form.
    public func wait(timeout: Duration? = nil) async throws(ZMQError) -> PollEvents {
        try await core.wait(until: core.deadline(timeout))
    }

    /// Returns what is ready now, without waiting.
    ///
    /// - Throws: `contextTerminated`.
    public func tryWait() throws(ZMQError) -> PollEvents {
        try core.ready()
    }
}
