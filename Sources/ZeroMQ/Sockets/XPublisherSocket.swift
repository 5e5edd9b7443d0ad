/// XPUB (RFC 29): a PUB that also receives its peers' subscriptions: a byte 1 (or 0 when it ends) and the topic.
///
/// With `publisher.manual`, subscriptions take effect by `subscribe` and `unsubscribe` here, for the peer whose
/// subscription was received last.
public struct XPublisherSocket: SendingSocket, ReceivingSocket, PublishingSocket, SubscribingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes an XPUB socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for an XPUB;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.xpub, in: context, options: options)
    }
}
