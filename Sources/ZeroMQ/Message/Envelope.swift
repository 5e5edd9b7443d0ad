/// A message in its envelope: zero or more frames of address, an empty frame that ends them, and the body (RFC 28).
///
/// What a ROUTER receives from a REQ comes in one, and only what goes back in the same one reaches it. A broker
/// takes it off, and puts it on again:
///
/// ```swift
/// if let request = try clients.receive().unwrap() {
///     try clients.send(request.reply("World"))
/// }
/// ```
///
/// Envelopes stand one in another: what a worker answers arrives as `[worker][][client][][body]`, and the body of
/// that is `[client][][body]`, ready to be sent to the client.
public struct Envelope: Hashable, Sendable {
    /// Who gets what is sent in this envelope.
    public var address: ReplyAddress

    /// What is inside: at least one frame when it was received. It knows its `peer`, as the message did.
    public var body: Message

    /// Puts `body` into an envelope.
    public init(to address: ReplyAddress, body: Message) {
        self.address = address
        self.body = body
    }

    /// The whole message, as it is sent.
    public var message: Message {
        body.wrapped(for: address)
    }

    /// Another body in the same envelope, ready to be sent.
    public func reply(_ body: Message) -> Message {
        body.wrapped(for: address)
    }
}

extension Message {
    /// Takes the envelope off: the frames up to the first empty one are the address, those behind it the body.
    ///
    /// - Returns: nil for a message that is in no envelope: one without an empty frame that something follows, as
    ///   a DEALER may send it.
    public func unwrap() -> Envelope? {
        guard let delimiter = dropLast().firstIndex(where: \.isEmpty) else { return nil }
        return Envelope(to: ReplyAddress(self[..<delimiter]), body: without(first: delimiter + 1))
    }

    /// The message in an envelope: the frames of `address`, an empty one, and those of the message.
    public func wrapped(for address: ReplyAddress) -> Message {
        var whole = Message(address.hops + [Frame()] + self)
        whole.peer = peer
        return whole
    }
}
