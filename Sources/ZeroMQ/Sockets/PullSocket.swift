/// PULL (RFC 30): receives what its PUSH peers send, from each in turn.
public struct PullSocket: ReceivingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes a PULL socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for a PULL;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.pull, in: context, options: options)
    }
}
