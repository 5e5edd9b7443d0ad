/// A socket that messages can be received on.
///
/// Each call takes one whole message or, when it throws, none. All may be called from any thread or task.
public protocol ReceivingSocket: MessagingSocket {}

extension ReceivingSocket {
    /// Receives a message, blocking the thread until there is one, for at most the socket's `receiveTimeout`.
    ///
    /// - Throws: `timedOut`, `contextTerminated`, `socketClosed`; `wrongState` when it is not the turn of a REQ or REP
    ///   to receive; `notSupported` on a ``Socket`` of a type that only sends.
    @available(*, noasync, message: "blocks the thread; await the async form")
    @inlinable
    public func receive() throws(ZMQError) -> Message {
        try socket.receiveBlocking()
    }

    /// Receives a message, blocking the thread for at most `timeout` until there is one.
    ///
    /// - Throws: as `receive`.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func receive(timeout: Duration) throws(ZMQError) -> Message {
        let core = socket.core
        return try core.receive(until: core.deadline(timeout))
    }

    /// Receives a message, suspending the task until there is one, for at most the socket's `receiveTimeout`.
    ///
    /// - Throws: `cancelled` when the task is, and then no message was taken; with a timeout `tooManyFiles`, `system`
    ///   when the system has nothing left to keep the time with; otherwise as the blocking form.
    @inlinable
    public func receive() async throws(ZMQError) -> Message {
        if let message = try socket.receiveNow() { return message }
        return try await socket.receiveSuspending()
    }

    /// Receives a message, suspending the task for at most `timeout` until there is one.
    ///
    /// - Throws: as the suspending `receive`.
    public func receive(timeout: Duration) async throws(ZMQError) -> Message {
        let core = socket.core
        return try await core.receive(until: core.deadline(timeout))
    }

    /// Receives a message if one has arrived; nil when none has.
    ///
    /// - Throws: as `receive`, but never `timedOut`.
    @inlinable
    public func tryReceive() throws(ZMQError) -> Message? {
        try socket.receiveNow()
    }

    /// Receives a message, blocking the thread for at most `time` until there is one; nil when none came.
    ///
    /// What `receive(timeout:)` does, for programs to which silence is no error.
    ///
    /// - Throws: as `receive`, but never `timedOut`.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func tryReceive(within time: Duration) throws(ZMQError) -> Message? {
        do throws(ZMQError) {
            return try receive(timeout: time)
        } catch {
            guard error.code == .timedOut else { throw error }
            return nil
        }
    }

    /// Receives a message, suspending the task for at most `time` until there is one; nil when none came.
    ///
    /// - Throws: as the suspending `receive`, but never `timedOut`.
    public func tryReceive(within time: Duration) async throws(ZMQError) -> Message? {
        do throws(ZMQError) {
            return try await receive(timeout: time)
        } catch {
            guard error.code == .timedOut else { throw error }
            return nil
        }
    }

    /// The messages as they arrive, until the socket or the context is closed.
    ///
    /// Several iterations share the messages; each one gets every message once. A socket is not read ahead of
    /// the iteration, so peers feel when it is slow.
    public var messages: MessageSequence { MessageSequence(socket.core) }
}
