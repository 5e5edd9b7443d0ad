/// ROUTER (RFC 28): receives from all its peers, with the sender's routing id as the first frame, and sends to the
/// peer that the first frame names.
///
/// A message for nobody is dropped and counted, unless `router.mandatory` makes that an error.
public struct RouterSocket: SendingSocket, ReceivingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes a ROUTER socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for a ROUTER;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.router, in: context, options: options)
    }

    /// Connects to `endpoint` and gives the peer there a routing id, which it need not know: it can be
    /// addressed at once (ZMQ_CONNECT_ROUTING_ID).
    ///
    /// - Throws: `invalidArgument` unless the id has 1 to 255 bytes, the first not zero, and when another peer has it
    ///   and `router.onDuplicateIdentity` is `reject`; otherwise as `connect`.
    @discardableResult
    public func connect(_ endpoint: String, routingID: Frame) throws(ZMQError) -> Connection {
        guard (1...255).contains(routingID.count), routingID.first != 0 else {
            throw ZMQError(
                .invalidArgument, operation: "connect", endpoint: endpoint,
                reason: "a routing id has 1 to 255 bytes, the first not zero")
        }
        let endpoint = try Endpoint(endpoint, operation: "connect")
        return Connection(try socket.core.connect(endpoint, routingID: routingID), of: socket.core)
    }

    /// Sends `message` to `peer`, typically the `peer` of a message received before. What has to stand between
    /// the peer's routing id and the body, an empty frame for a REQ, is part of `message`.
    ///
    /// With `router.mandatory` it blocks the thread while the peer's queue is full, for at most the socket's
    /// `sendTimeout`; without, the message is dropped then, and counted.
    ///
    /// - Throws: `invalidArgument` for a message without frames; `unroutable` when the peer is gone; `timedOut` if the
    ///   router is mandatory; `contextTerminated`, `socketClosed`.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func send(_ message: Message, to peer: Peer) throws(ZMQError) {
        try send(addressed(message, to: peer))
    }

    /// Sends `message` to `peer`, blocking the thread for at most `timeout` while a mandatory router has no room.
    ///
    /// - Throws: as the form without `timeout`.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func send(_ message: Message, to peer: Peer, timeout: Duration) throws(ZMQError) {
        try send(addressed(message, to: peer), timeout: timeout)
    }

    /// Sends `message` to `peer`. As the blocking form; the task is suspended meanwhile.
    ///
    /// - Throws: `cancelled` when the task is, and then nothing was sent; with a timeout `tooManyFiles`, `system` when
    ///   the system has nothing left to keep the time with; otherwise as the blocking form.
    public func send(_ message: Message, to peer: Peer) async throws(ZMQError) {
        try await send(addressed(message, to: peer))
    }

    /// Sends `message` to `peer`, suspending the task for at most `timeout` while a mandatory router has no room.
    ///
    /// - Throws: as the suspending form without `timeout`.
    public func send(_ message: Message, to peer: Peer, timeout: Duration) async throws(ZMQError) {
        try await send(addressed(message, to: peer), timeout: timeout)
    }

    /// Sends `message` to `peer` if that is possible without waiting; false when it is not, and then nothing was
    /// sent. Without `router.mandatory` a message for which there is no room counts as sent: it is dropped.
    ///
    /// - Throws: `invalidArgument` for a message without frames; `unroutable` when the peer is gone;
    ///   `contextTerminated`, `socketClosed`.
    public func trySend(_ message: Message, to peer: Peer) throws(ZMQError) -> Bool {
        try trySend(addressed(message, to: peer))
    }

    private func addressed(_ message: Message, to peer: Peer) throws(ZMQError) -> Message {
        guard !message.isEmpty else { throw .emptyMessage }
        return message.behind(try socket.core.routingID(of: peer))
    }
}
