internal import ZMTP

/// A mechanism that "seals" every frame: one octet with the flags, then the bytes with all bits turned. In the
/// server role it asks about the peer, and greets second. Enough to see that the engine needs to know nothing.
struct ToyMechanism: Mechanism {
    let metadata: Metadata
    let isServer: Bool
    var hasGivenLastCommand = false
    private var peer: Metadata?

    init(metadata: Metadata, isServer: Bool) {
        self.metadata = metadata
        self.isServer = isServer
    }

    var name: String { "TOY" }
    var permitsOlderPeers: Bool { false }
    var sendsErrors: Bool { isServer }
    var transformsTraffic: Bool { true }

    mutating func start() -> [MechanismAction] {
        isServer ? [] : [.send(Command(name: "INITIATE", data: metadata.bytes))]
    }

    mutating func receive(_ command: Command) throws(ProtocolViolation) -> [MechanismAction] {
        switch command.name {
        case "INITIATE" where isServer && peer == nil:
            let peer = try Metadata(parsing: command.data[...])
            self.peer = peer
            return [.peer(peer), .ask(AuthenticationRequest(mechanism: name, credentials: [[1]]))]
        case "READY" where !isServer:
            hasGivenLastCommand = true
            let peer = try Metadata(parsing: command.data[...])
            return [.peer(peer), .complete]
        case "ERROR" where !isServer:
            let reason = try PeerError(data: command.data)
            return [.refused(reason)]
        default:
            throw .unexpectedCommand(command.name)
        }
    }

    mutating func accepted() throws(ProtocolViolation) -> [MechanismAction] {
        hasGivenLastCommand = true
        return [.send(.ready(metadata)), .complete]
    }

    func sealedFrameBytes(_ count: Int) -> Int { (count < 255 ? 2 : FrameHeader.longest) + 1 + count }

    mutating func seal(
        _ body: RawSpan, more: Bool, isCommand: Bool, to chunk: ByteChunk, at offset: Int
    ) -> Int {
        let flags: UInt8 = (more ? 1 : 0) | (isCommand ? 2 : 0)
        let frame = FrameHeader.frame([flags] + Happening.bytes(body).map { ~$0 })
        return chunk.write(frame.rawBytes, at: offset)
    }

    mutating func open(
        _ body: RawSpan, flags: UInt8, to chunk: ByteChunk
    ) throws(ProtocolViolation) -> OpenedFrame {
        let bytes = Happening.bytes(body)
        guard flags & FrameHeader.more == 0, let inner = bytes.first, inner < 4 else {
            throw .malformedMessage
        }
        let plain = bytes.dropFirst().map { ~$0 }
        chunk.write(plain.rawBytes, at: 0)
        return OpenedFrame(count: bytes.count - 1, more: inner & 1 != 0, isCommand: inner & 2 != 0)
    }
}
