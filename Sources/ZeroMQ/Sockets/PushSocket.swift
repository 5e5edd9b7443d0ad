/// PUSH (RFC 30): hands each message to one of its PULL peers, in turn, leaving out those that have no room.
///
/// Sending waits while there is no peer with room; nothing is dropped.
public struct PushSocket: SendingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes a PUSH socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for a PUSH;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.push, in: context, options: options)
    }
}
