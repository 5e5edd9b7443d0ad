/// What makes a socket type: how it routes what is sent and merges what is received.
///
/// One conformer per socket type, composed of the policies in `Routing`. Everything is called under the
/// socket's lock and only decides; what is to be done afterwards is put into `effects`.
protocol SocketPattern: AnyObject {
    /// A link has come into being. It may lead to nobody yet (a connecting endpoint), then `established` follows.
    ///
    /// - Returns: nil, or why the socket does not want the link.
    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd?

    /// The peer of an attached link is there; `link.peer` tells who it is.
    ///
    /// - Returns: nil, or why the socket does not want the peer.
    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd?

    /// The peer of an attached link is gone. A connecting endpoint's link stays; others are detached next.
    func lost(_ link: Link, _ effects: inout Effects)

    /// The link is not used any more: nothing is sent to it, and nothing arrives; what has arrived is still read.
    func detach(_ link: Link, _ effects: inout Effects)

    /// The socket is closed: lets go of all links.
    func close()

    /// Something can be read from the link.
    func becameReadable(_ link: Link, _ effects: inout Effects)

    /// The link has room again.
    func becameWritable(_ link: Link, _ effects: inout Effects)

    /// Routes a message. False when it has to wait for a peer or for room.
    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool

    /// Takes the next message; nil when there is none.
    func receive(_ effects: inout Effects) throws(ZMQError) -> Message?

    /// Whether `send` would succeed, as far as can be known beforehand.
    func canSend(_ effects: inout Effects) -> Bool

    /// Whether `receive` would return a message.
    func canReceive(_ effects: inout Effects) -> Bool

    /// How many messages `send` would take for certain, one after the other; at most `limit`.
    func sendRoom(upTo limit: Int, _ effects: inout Effects) -> Int
}

extension SocketPattern {
    /// For patterns that take any number, or none.
    func sendRoom(upTo limit: Int, _ effects: inout Effects) -> Int {
        canSend(&effects) ? limit : 0
    }
}
