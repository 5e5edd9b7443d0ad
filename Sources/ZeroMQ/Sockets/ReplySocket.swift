/// REP (RFC 28): receives a request, then sends the reply to whoever asked; again and again.
///
/// Out of turn, `send` and `receive` throw `wrongState`. A reply to a client that is gone is dropped.
public struct ReplySocket: SendingSocket, ReceivingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes a REP socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for a REP;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.rep, in: context, options: options)
    }
}
