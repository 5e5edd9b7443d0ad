internal import ZMTP

/// An event in a form that can be compared: messages one by one, as the bytes of their frames.
enum Happening: Equatable {
    case ready(PeerDescription)
    case message([[UInt8]])
    case subscribe([UInt8])
    case cancel([UInt8])
    case pinged(Duration?)
    case pong([UInt8])
    case ask(AuthenticationRequest)
    case peerError(PeerError)
    case violation(ProtocolViolation)

    /// What an event says, one entry for each message.
    static func from(_ event: EngineEvent) -> [Happening] {
        switch event {
        case .handshakeSucceeded(let peer): [.ready(peer)]
        case .messages(let stream, _): messages(of: stream).map { .message($0) }
        case .subscribe(let topic): [.subscribe(topic)]
        case .cancel(let topic): [.cancel(topic)]
        case .pinged(let timeToLive): [.pinged(timeToLive)]
        case .pong(let context): [.pong(context)]
        case .authenticate(let request): [.ask(request)]
        case .peerError(let reason): [.peerError(reason)]
        }
    }

    /// The messages of a frame stream.
    static func messages(of stream: [ByteSlice]) -> [[[UInt8]]] {
        var messages: [[[UInt8]]] = []
        var message: [[UInt8]] = []
        var cursor = FrameCursor(stream)
        while cursor.next(), let chunk = cursor.chunk {
            message.append(bytes(chunk.bytes(cursor.lower..<cursor.upper)))
            if !cursor.more {
                messages.append(message)
                message = []
            }
        }
        if !message.isEmpty { messages.append(message + [Array("(unfinished)".utf8)]) }
        return messages
    }

    /// A copy of the bytes of a span.
    static func bytes(_ span: RawSpan) -> [UInt8] {
        unsafe span.withUnsafeBytes { unsafe Array($0) }
    }
}
