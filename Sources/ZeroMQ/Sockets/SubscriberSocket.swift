/// SUB (RFC 29): receives the messages whose first frame begins with a topic it subscribed to; without any
/// subscription, none.
public struct SubscriberSocket: ReceivingSocket, SubscribingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes a SUB socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for a SUB;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.sub, in: context, options: options)
    }
}
