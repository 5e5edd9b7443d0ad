/// A socket that messages can be sent on.
///
/// Each call sends one whole message or, when it throws, none. All may be called from any thread or task.
public protocol SendingSocket: MessagingSocket {}

extension SendingSocket {
    /// Sends a message, blocking the thread while there is no peer with room for it, for at most the socket's
    /// `sendTimeout`.
    ///
    /// - Throws: `invalidArgument` for a message without frames; `timedOut`, `contextTerminated`, `socketClosed`;
    ///   `wrongState` when it is not the turn of a REQ or REP to send; `unroutable` when a mandatory ROUTER does not
    ///   know the peer; `notSupported` on a ``Socket`` of a type that only receives.
    @available(*, noasync, message: "blocks the thread; await the async form")
    @inlinable
    public func send(_ message: Message) throws(ZMQError) {
        try socket.sendBlocking(message)
    }

    /// Sends a message, blocking the thread for at most `timeout` while there is no peer with room for it.
    ///
    /// - Throws: as `send`.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func send(_ message: Message, timeout: Duration) throws(ZMQError) {
        let core = socket.core
        try core.send(message, until: core.deadline(timeout))
    }

    /// Sends a message, suspending the task while there is no peer with room for it, for at most the socket's
    /// `sendTimeout`.
    ///
    /// - Throws: `cancelled` when the task is, and then nothing was sent; with a timeout `tooManyFiles`, `system` when
    ///   the system has nothing left to keep the time with; otherwise as the blocking form.
    @inlinable
    public func send(_ message: Message) async throws(ZMQError) {
        if try socket.sendNow(message) { return }
        try await socket.sendSuspending(message)
    }

    /// Sends a message, suspending the task for at most `timeout` while there is no peer with room for it.
    ///
    /// - Throws: as the suspending `send`.
    public func send(_ message: Message, timeout: Duration) async throws(ZMQError) {
        let core = socket.core
        try await core.send(message, until: core.deadline(timeout))
    }

    /// Sends a message if that is possible without waiting; false when it is not, and then nothing was sent.
    ///
    /// - Throws: as `send`, but never `timedOut`.
    @inlinable
    public func trySend(_ message: Message) throws(ZMQError) -> Bool {
        try socket.sendNow(message)
    }
}
