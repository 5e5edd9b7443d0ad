/// PUB (RFC 29): sends each message to every peer that subscribed to a prefix of its first frame.
///
/// Never waits: who subscribes to nothing or is too slow misses messages, which are counted. See
/// ``PublishingSocket`` for waiting until subscribers are there.
public struct PublisherSocket: SendingSocket, PublishingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes a PUB socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for a PUB;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.pub, in: context, options: options)
    }
}
