extension Engine {
    /// Reads the peer's next handshake command; false when more bytes are needed.
    mutating func advanceHandshake() throws(ProtocolViolation) -> Bool {
        guard let chunk = buffer.chunk, buffer.pending > 0 else { return false }
        if let flags = chunk.bytes(buffer.lower..<buffer.upper).byte(at: 0) {
            guard FrameHeader.isLegal(flags) else { throw .badFrameFlags(flags) }
            guard flags & FrameHeader.command != 0 else { throw .notACommand }
        }
        guard let header = FrameHeader(in: chunk, at: buffer.lower, limit: buffer.upper) else { return false }
        guard header.size <= Limits.frameBytes else { throw .badFrameSize(header.size) }
        guard header.size <= configuration.maximumFrameBytes ?? .max else {
            throw .frameTooLarge(header.size)
        }
        guard header.size <= Limits.handshakeCommandBytes else {
            throw .handshakeCommandTooLarge(header.size)
        }
        guard let body = completeBody(header) else { return false }
        let command = try Command(body: chunk.bytes(body))
        buffer.consume(header.frameBytes)
        try perform(mechanism.receive(command))
        return true
    }

    /// The body of the frame at the front of the buffer: a range of its chunk, or nil when not all has arrived.
    mutating func completeBody(_ header: FrameHeader) -> Range<Int>? {
        guard header.frameBytes <= buffer.pending else {
            buffer.wanted = header.frameBytes
            return nil
        }
        return buffer.lower + header.length..<buffer.lower + header.frameBytes
    }

    /// Does what the mechanism says.
    mutating func perform(_ actions: [MechanismAction]) throws(ProtocolViolation) {
        for action in actions {
            switch action {
            case .send(let command):
                output += newestCommand
                newestCommand = command.frame
            case .peer(let metadata):
                try check(metadata)
            case .ask(let request):
                events.append(.authenticate(request))
            case .refused(let reason):
                close()
                events.append(.peerError(reason))
                return
            case .complete:
                completeHandshake()
            }
        }
    }

    /// Answers `EngineEvent.authenticate` with a ZAP status: 200 goes on, 400 and 500 send ERROR, 300 closes without
    /// a word (NULL-07, ZAP-06, ZAP-07). Call `nextEvent` afterwards: bytes may have been waiting.
    package mutating func authenticated(status: Int) throws(ProtocolViolation) {
        guard case .handshake = phase else { return }
        do throws(ProtocolViolation) {
            switch status {
            case 200:
                try perform(mechanism.accepted())
            case 400, 500:
                reject(reason: String(status))
                throw .refused(status: status)
            case 300:
                throw .refused(status: status)
            default:
                throw .badDecision(status: status)
            }
        } catch {
            close()
            throw error
        }
    }

    /// Queues an ERROR if the handshake still allows one: our last command must not have left (TYPE-02, ERR-02),
    /// and clients of PLAIN and CURVE never send it (ERR-08). The engine is closed then; the connection sends
    /// `takeOutput` and closes.
    package mutating func reject(reason: String) {
        if case .handshake = phase, mechanism.sendsErrors {
            let error = Command.error(reason).frame
            if !mechanism.hasGivenLastCommand {
                output += newestCommand + error
                newestCommand = []
            } else if !newestCommand.isEmpty {
                // One READY or one ERROR, not both (NULL-01).
                output += error
                newestCommand = []
            }
        }
        close()
    }

    /// Checks what the peer says about itself: its type must go with ours (TYPE-01); no type at all is accepted
    /// (META-07). An identity must not be too long (META-12).
    private mutating func check(_ metadata: Metadata) throws(ProtocolViolation) {
        if let identity = metadata[Metadata.identityName], identity.count > Limits.identityBytes {
            throw .identityTooLong(identity.count)
        }
        if let name = metadata.socketTypeText {
            guard let kind = SocketKind(name: name), configuration.socketKind.accepts(kind) else {
                let ours = configuration.socketKind.name
                reject(reason: "Socket type does not go with \(ours)")
                throw .socketTypeMismatch(ours: ours, theirs: PeerText.shown(name))
            }
        }
        self.metadata = metadata
    }

    private mutating func completeHandshake() {
        let metadata = self.metadata ?? Metadata()
        self.metadata = nil
        let description = PeerDescription(
            version: announced ?? .v3_0,
            mechanism: mechanism.name,
            socketKind: metadata.socketTypeText.flatMap { SocketKind(name: $0) },
            identity: metadata[Metadata.identityName] ?? [],
            properties: metadata)
        peer = description
        phase = mechanism.transformsTraffic ? .sealedTraffic : .traffic
        events.append(.handshakeSucceeded(description))
    }
}
