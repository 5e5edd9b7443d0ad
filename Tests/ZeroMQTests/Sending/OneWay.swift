import ZeroMQ

/// The ways on which messages go from one socket to another and wait when that is full, so that none may be lost.
enum Route: CaseIterable {
    case pipeline, dealers, pair, toRouter, fromRouter, publishing, upstreamPublishing

    private var types: (sender: SocketType, receiver: SocketType) {
        switch self {
        case .pipeline: (.push, .pull)
        case .dealers: (.dealer, .dealer)
        case .pair: (.pair, .pair)
        case .toRouter: (.dealer, .router)
        case .fromRouter: (.router, .dealer)
        case .publishing: (.pub, .sub)
        case .upstreamPublishing: (.xpub, .xsub)
        }
    }

    /// Two connected sockets that take so many messages each.
    func open(
        over transport: TransportUnderTest, in context: Context, highWaterMark: Int
    ) async throws -> OneWay {
        var options = SocketOptions(sendHighWaterMark: highWaterMark)
        // Those that drop what is too much at the moment shall wait as well.
        switch types.sender {
        case .router: options.router.mandatory = true
        case .pub, .xpub: options.publisher.noDrop = true
        default: break
        }
        let sender = try Socket(types.sender, in: context, options: options)
        let receiver = try Socket(
            types.receiver, in: context, options: SocketOptions(receiveHighWaterMark: highWaterMark))
        try await join(receiver, sender, over: transport)
        if self == .publishing || self == .upstreamPublishing {
            try receiver.subscribe(to: "")
            try await sender.subscribers(of: "", atLeast: 1, timeout: patience)
            // An XPUB is told of it.
            if sender.type == .xpub { _ = try await sender.receive(timeout: patience) }
        }
        var address: Frame?
        if self == .fromRouter {
            try await receiver.send("here I am")
            address = try await sender.receive(timeout: patience).first
        }
        return OneWay(sender: sender, receiver: receiver, address: address)
    }
}

/// Two sockets: what is sent into one comes out of the other, whatever they put around it.
struct OneWay: Sendable {
    let sender: Socket
    let receiver: Socket
    /// What a ROUTER calls the receiver.
    let address: Frame?

    func send(_ message: Message) async throws { try await sender.send(addressed(message)) }

    func sendBlocking(_ message: Message) throws { try sender.send(addressed(message)) }

    func receive() async throws -> Message { bare(try await receiver.receive()) }

    func receive(timeout: Duration) async throws -> Message {
        bare(try await receiver.receive(timeout: timeout))
    }

    func receiveBlocking(timeout: Duration) throws -> Message { bare(try receiver.receive(timeout: timeout)) }

    private func addressed(_ message: Message) -> Message {
        guard let address else { return message }
        var message = message
        message.prepend(address)
        return message
    }

    private func bare(_ message: Message) -> Message {
        guard receiver.type == .router else { return message }
        var message = message
        message.popFirst()
        return message
    }
}
