/// REQ (RFC 28): sends a request to one of its peers, in turn, then receives the reply.
///
/// `send` and `receive` alternate strictly and throw `wrongState` out of turn. `request(_:timeout:retries:)`
/// does both and cannot get stuck.
public struct RequestSocket: SendingSocket, ReceivingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes a REQ socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for a REQ;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.req, in: context, options: options)
    }

    /// Sends a request and returns its reply, blocking the thread. The safe form of `send` and `receive`: the
    /// socket is ready for the next request afterwards, whatever happened.
    ///
    /// - Parameters:
    ///   - message: the request.
    ///   - timeout: how long one attempt may take.
    ///   - retries: how often the request is sent again, to the next peer in turn.
    /// - Throws: `timedOut` when no reply came to the last attempt; a late one will not be taken for another;
    ///   `invalidArgument` for a message without frames; `wrongState` when the reply to a request that `send` has sent
    ///   is still to be received; `contextTerminated`, `socketClosed`.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func request(_ message: Message, timeout: Duration, retries: Int = 0) throws(ZMQError) -> Message {
        let core = socket.core
        var attempt = 0
        while true {
            let deadline = core.deadline(timeout)
            do throws(ZMQError) {
                try core.send(message, until: deadline)
                return try core.receiveReply(until: deadline)
            } catch {
                guard error.code == .timedOut, attempt < retries else { throw error }
                attempt += 1
            }
        }
    }

    /// Sends a request and returns its reply, suspending the task. As the blocking form.
    ///
    /// - Throws: `cancelled` when the task is, and then the socket is ready too; `tooManyFiles`, `system` when the
    ///   system has nothing left to keep the time with; otherwise as the blocking form.
    public func request(
        _ message: Message, timeout: Duration, retries: Int = 0
    ) async throws(ZMQError) -> Message {
        let core = socket.core
        var attempt = 0
        while true {
            let deadline = core.deadline(timeout)
            do throws(ZMQError) {
                try await core.send(message, until: deadline)
                return try await core.receiveReply(until: deadline)
            } catch {
                guard error.code == .timedOut, attempt < retries else { throw error }
                attempt += 1
            }
        }
    }
}

extension SocketCore {
    /// Receives the reply to the request that was just sent, or gives that up.
    fileprivate func receiveReply(until deadline: ContinuousClock.Instant?) throws(ZMQError) -> Message {
        do throws(ZMQError) {
            return try receive(until: deadline)
        } catch {
            abandonRequest(after: error)
            throw error
        }
    }

    fileprivate func receiveReply(until deadline: ContinuousClock.Instant?) async throws(ZMQError) -> Message
    {
        do throws(ZMQError) {
            return try await receive(until: deadline)
        } catch {
            abandonRequest(after: error)
            throw error
        }
    }

    /// Unless another thread has taken the reply.
    private func abandonRequest(after error: ZMQError) {
        if error.code != .wrongState { abandonRequest() }
    }
}
