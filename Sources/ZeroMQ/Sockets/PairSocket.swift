/// PAIR (RFC 31): talks to exactly one peer, in both directions. Usually connects two threads over inproc.
public struct PairSocket: SendingSocket, ReceivingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes a PAIR socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for a PAIR;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.pair, in: context, options: options)
    }
}
