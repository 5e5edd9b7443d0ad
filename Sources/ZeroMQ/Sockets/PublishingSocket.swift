internal import ZMQReactor

/// A socket that others subscribe to.
public protocol PublishingSocket: MessagingSocket {}

extension PublishingSocket {
    /// How many peers would get a message whose first frame is `topic`, now.
    public func subscriberCount(of topic: Frame) -> Int {
        socket.core.subscriberCount(of: topic)
    }

    /// The number of different topics that somebody subscribes to.
    public var topicCount: Int { socket.core.topicCount }

    /// Blocks the thread until at least `count` peers would get a message whose first frame is `topic`: nothing
    /// is lost to subscribers that are still connecting.
    ///
    /// - Throws: `timedOut`, `contextTerminated`, `socketClosed`; `notSupported` on a ``Socket`` that is no PUB or
    ///   XPUB.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func subscribers(of topic: Frame, atLeast count: Int, timeout: Duration? = nil) throws(ZMQError) {
        let core = socket.core
        let deadline = core.deadline(timeout)
        let parker = Parker()
        while try !core.hasSubscribers(of: topic, atLeast: count, else: .thread(parker)) {
            guard core.context.wait(for: parker, on: core.lane, until: deadline) else {
                core.stopWatching(.thread(parker))
                // They may have come in the last moment.
                if core.subscriberCount(of: topic) >= count { return }
                throw core.timedOut("wait for subscribers")
            }
            parker.reset()
        }
    }

    /// Suspends the task until at least `count` peers would get a message whose first frame is `topic`.
    ///
    /// - Throws: `cancelled` when the task is; with a timeout `tooManyFiles`, `system` when the system has nothing left
    ///   to keep the time with; otherwise as the blocking form.
    public func subscribers(
        of topic: Frame, atLeast count: Int, timeout: Duration? = nil
    ) async throws(ZMQError) {
        let core = socket.core
        let deadline = core.deadline(timeout)
        while true {
            let parker = TaskParker()
            if try core.hasSubscribers(of: topic, atLeast: count, else: .task(parker)) { return }
            defer { core.stopWatching(.task(parker)) }
            if try await core.context.suspend(parker, on: core.lane, until: deadline) {
                throw ZMQError(
                    .cancelled, operation: "wait for subscribers", reason: "the task was cancelled")
            }
            if let deadline, core.context.now >= deadline, core.subscriberCount(of: topic) < count {
                throw core.timedOut("wait for subscribers")
            }
        }
    }
}
