/// DEALER (RFC 28): sends to its peers in turn and receives from all of them, in any order. Touches no frame.
///
/// To talk to a REP it sends an empty frame in front, as REQ does.
public struct DealerSocket: SendingSocket, ReceivingSocket {
    /// The untyped socket underneath.
    public let socket: Socket

    /// Makes a DEALER socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for a DEALER;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(in context: Context, options: SocketOptions? = nil) throws(ZMQError) {
        socket = try Socket(.dealer, in: context, options: options)
    }
}
