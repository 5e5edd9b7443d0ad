extension Engine {
    /// Throws unless peers of this older version are served (V1-11, V2-10).
    func checkOlder(_ older: ZMTPVersion) throws(ProtocolViolation) {
        let isAllowed = older < .v2_0 ? configuration.allowsZMTP1 : configuration.allowsZMTP2
        guard isAllowed, greeting.isStaged else { throw .versionNotAllowed(older) }
    }

    /// The peer has no signature: what it sent is its identity frame (V1-01, V1-08), and the ten octets that we
    /// sent are the header of ours, so that only the body follows (V1-06).
    mutating func beginUnversioned() throws(ProtocolViolation) {
        guard configuration.allowsZMTP1, greeting.isStaged else {
            firstBytes = buffer.chunk?.bytes(buffer.lower..<buffer.upper).copy(upTo: Self.toldBytes) ?? []
            throw .notVersioned
        }
        greeting.peerIsVersioned = false
        version = .v1_0
        announced = .v1_0
        output += configuration.identity
        phase = .olderIdentity
    }

    /// The peer has a greeting of twelve octets, the last being its type; then each side sends its identity in
    /// a frame, empty or not (V2-01, V2-07, V1-12).
    mutating func beginOlder(_ older: ZMTPVersion, code: UInt8) throws(ProtocolViolation) {
        try checkOlder(older)
        guard let ours = configuration.socketKind.version2Code else { throw .versionNotAllowed(older) }
        guard let kind = SocketKind(version2Code: code), configuration.socketKind.accepts(kind) else {
            let theirs = SocketKind(version2Code: code)?.name ?? "type \(code)"
            throw .socketTypeMismatch(ours: configuration.socketKind.name, theirs: theirs)
        }
        buffer.consume(Greeting.signatureCount + 2)
        version = older
        announced = older
        olderKind = kind
        output.append(ours)
        let identity = configuration.identity
        output +=
            older < .v2_0
            ? OldFrameHeader.bytes(count: identity.count, more: false) + identity
            : FrameHeader.frame(identity)
        phase = .olderIdentity
    }

    /// Reads the peer's identity frame; false when more bytes are needed.
    mutating func advanceOlderIdentity() throws(ProtocolViolation) -> Bool {
        guard let chunk = buffer.chunk, buffer.pending > 0, let version else { return false }
        let size: UInt64
        let length: Int
        if version < .v2_0 {
            // The flags of an identity frame are never checked (V1-07).
            guard let header = try OldFrameHeader(chunk.bytes(buffer.lower..<buffer.upper)) else {
                return false
            }
            (size, length) = (header.size, header.length)
        } else {
            guard let header = FrameHeader(in: chunk, at: buffer.lower, limit: buffer.upper) else {
                return false
            }
            guard FrameHeader.isLegal(header.flags), header.flags & FrameHeader.command == 0 else {
                throw .badFrameFlags(header.flags)
            }
            (size, length) = (header.size, header.length)
        }
        guard size <= UInt64(Limits.identityBytes) else { throw .identityTooLong(Int(clamping: size)) }
        guard size <= configuration.maximumFrameBytes ?? .max else { throw .frameTooLarge(size) }
        let end = length + Int(size)
        guard buffer.pending >= end else { return false }
        let identity = chunk.bytes(buffer.lower..<buffer.upper).copy(from: length, upTo: end)
        buffer.consume(end)
        completeOlder(identity: identity)
        return true
    }

    private mutating func completeOlder(identity: [UInt8]) {
        let description = PeerDescription(
            version: announced ?? .v1_0, mechanism: mechanism.name, socketKind: olderKind, identity: identity)
        peer = description
        phase = announced == .v1_0 ? .version1Traffic : .traffic
        events.append(.handshakeSucceeded(description))
        // An unversioned subscriber does not filter at the publisher: it gets everything (V1-09).
        if !greeting.peerIsVersioned, configuration.socketKind.takesSubscriptions {
            events.append(.subscribe([]))
        }
    }

    /// Reads ZMTP 1.0 frames and makes a frame stream of them.
    mutating func nextVersion1Event() throws(ProtocolViolation) -> EngineEvent? {
        do throws(ProtocolViolation) {
            try collectVersion1Frames()
        } catch {
            failure = error
        }
        if let event = collector.takeWhole() { return event }
        if let failure { throw failure }
        return nil
    }

    private mutating func collectVersion1Frames() throws(ProtocolViolation) {
        while let chunk = buffer.chunk, buffer.pending > 0 {
            guard let header = try version1Header(chunk) else { return }
            guard header.frameBytes <= buffer.pending else {
                buffer.wanted = header.frameBytes
                return
            }
            let body = buffer.lower + header.length..<buffer.lower + header.frameBytes
            try checkMessage(with: body.count)
            collector.append(sharing: chunk, range: body, more: header.more)
            buffer.consume(header.frameBytes)
        }
    }

    private func version1Header(_ chunk: ByteChunk) throws(ProtocolViolation) -> OldFrameHeader? {
        let bytes = chunk.bytes(buffer.lower..<buffer.upper)
        guard let header = try OldFrameHeader(bytes) else { return nil }
        guard header.size <= configuration.maximumFrameBytes ?? .max else {
            throw .frameTooLarge(header.size)
        }
        return header
    }
}
