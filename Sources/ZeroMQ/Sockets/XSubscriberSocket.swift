/// XSUB (RFC 29): a SUB that may also send: subscriptions as messages, a byte 1 or 0 and the topic, and anything
/// else, which goes to all publishers.
public struct XSubscriberSocket: SendingSocket, ReceivingSocket, SubscribingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes an XSUB socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for an XSUB;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.xsub, in: context, options: options)
    }
}
