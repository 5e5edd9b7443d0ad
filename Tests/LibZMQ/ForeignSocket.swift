/// A socket of libzmq. Closed at the latest when nobody refers to it any more.
///
/// Whatever waits does so for `patience` at most unless told otherwise, so that a failing test cannot hang.
///
/// Safety: a socket of libzmq may move from thread to thread as long as they use it one after the other with a
/// memory fence in between. Whoever shares one sees to that: it is handed over by starting a thread or a task,
/// and joined before another thread uses it. Here nothing enforces it.
@safe
package final class ForeignSocket: @unchecked Sendable {
    /// How long a socket waits by itself.
    package static let patience: Duration = .seconds(5)

    package let type: ForeignSocketType
    let context: ForeignContext

    /// Nil when the socket is closed; libzmq then answers every call with ENOTSOCK.
    private(set) var handle: LibZMQ.Pointer?

    let incoming: ForeignMessage
    let outgoing: ForeignMessage

    /// What `ZMQ_RCVTIMEO` and `ZMQ_SNDTIMEO` are set to; nil when unknown. Saves two calls per message.
    var appliedReceiveTimeout: Int32?
    var appliedSendTimeout: Int32?

    var library: LibZMQ { context.library }

    /// Makes a socket of `type`.
    package init(_ type: ForeignSocketType, in context: ForeignContext) throws(ForeignError) {
        let library = context.library
        self.type = type
        self.context = context
        incoming = ForeignMessage(library)
        outgoing = ForeignMessage(library)
        unsafe handle = library.socket(context.handle, type.rawValue)
        guard unsafe handle != nil else { throw library.lastError("zmq_socket") }
        try applyReceiveTimeout(Self.patience)
        try applySendTimeout(Self.patience)
    }

    deinit {
        close()
    }

    /// Binds to `endpoint` and returns where that turned out to be: `tcp://127.0.0.1:*` becomes
    /// `tcp://127.0.0.1:49152`.
    @discardableResult
    package func bind(_ endpoint: String) throws(ForeignError) -> String {
        try library.check("zmq_bind") { unsafe library.bind(handle, endpoint) }
        return try lastEndpoint
    }

    /// Connects to `endpoint`. Does not wait for the connection.
    package func connect(_ endpoint: String) throws(ForeignError) {
        try library.check("zmq_connect") { unsafe library.connect(handle, endpoint) }
    }

    /// Stops listening at `endpoint`, which is what `bind` returned.
    package func unbind(_ endpoint: String) throws(ForeignError) {
        try library.check("zmq_unbind") { unsafe library.unbind(handle, endpoint) }
    }

    /// Takes back `connect`.
    package func disconnect(_ endpoint: String) throws(ForeignError) {
        try library.check("zmq_disconnect") { unsafe library.disconnect(handle, endpoint) }
    }

    /// Closes the socket. What was not sent yet is dropped, unless it can be within `linger`; that time passes
    /// when the context ends. Closing again does nothing.
    package func close(linger: Duration = .zero) {
        guard let closing = unsafe handle else { return }
        try? setOption(.linger, linger.wholeMilliseconds)
        unsafe handle = nil
        _ = unsafe library.close(closing)
    }

    /// Passes messages between this socket and `backend` in both directions. Blocks until the context is shut
    /// down; false when this library cannot do it.
    package func proxy(with backend: ForeignSocket) -> Bool {
        guard let proxy = unsafe library.proxy else { return false }
        _ = unsafe proxy(handle, backend.handle, nil)
        return true
    }
}
