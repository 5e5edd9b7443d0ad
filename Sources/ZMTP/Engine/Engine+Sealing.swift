extension Engine {
    /// A body up to this size is opened into a chunk that is used again, and copied from there.
    private static let smallBody = 4096

    /// Reads frames that the mechanism opens: whatever their flags say, each is given to it.
    mutating func nextSealedEvent() throws(ProtocolViolation) -> EngineEvent? {
        do throws(ProtocolViolation) {
            while failure == nil, events.isEmpty, try openFrame() {}
        } catch {
            failure = error
        }
        // Messages come before the command that stopped the loop, as they did on the wire.
        if let messages = collector.takeWhole() { return messages }
        if !events.isEmpty { return events.removeFirst() }
        if let failure { throw failure }
        return nil
    }

    /// Opens the frame at the front of the buffer; false when not all of it has arrived.
    private mutating func openFrame() throws(ProtocolViolation) -> Bool {
        guard let chunk = buffer.chunk, buffer.pending > 0, let header = try sealedHeader(chunk),
            let body = completeBody(header)
        else { return false }
        let target = roomToOpen(body.count)
        let opened = try mechanism.open(chunk.bytes(body), flags: header.flags, to: target)
        buffer.consume(header.frameBytes)
        let range = 0..<min(max(opened.count, 0), target.capacity)
        if opened.isCommand {
            if let event = try take(Command(body: target.bytes(range))) { events.append(event) }
            return true
        }
        try checkMessage(with: range.count)
        if target.isSame(as: openedChunk) {
            collector.append(copying: target.bytes(range), more: opened.more)
        } else {
            collector.append(sharing: target, range: range, more: opened.more)
        }
        return true
    }

    /// The limit is one of the sealed frame (ZMTP-34).
    private func sealedHeader(_ chunk: ByteChunk) throws(ProtocolViolation) -> FrameHeader? {
        guard let flags = chunk.bytes(buffer.lower..<buffer.upper).byte(at: 0) else { return nil }
        guard FrameHeader.isLegal(flags) else { throw .badFrameFlags(flags) }
        guard let header = FrameHeader(in: chunk, at: buffer.lower, limit: buffer.upper) else { return nil }
        guard header.size <= Limits.frameBytes else { throw .badFrameSize(header.size) }
        guard header.size <= configuration.maximumFrameBytes ?? .max else {
            throw .frameTooLarge(header.size)
        }
        return header
    }

    private mutating func roomToOpen(_ count: Int) -> ByteChunk {
        guard count <= Self.smallBody else { return ByteChunk(capacity: count) }
        if let openedChunk { return openedChunk }
        let fresh = ByteChunk(capacity: Self.smallBody)
        openedChunk = fresh
        return fresh
    }

    /// Seals every frame of a stream into one new run of bytes.
    mutating func seal(_ stream: [ByteSlice]) -> [ByteSlice] {
        var bytes = 0
        var counting = FrameCursor(stream)
        while counting.next() { bytes += mechanism.sealedFrameBytes(counting.upper - counting.lower) }
        let sealed = ByteChunk(capacity: bytes)
        var end = 0
        var endsMessage = false
        var messages = 0
        var cursor = FrameCursor(stream)
        while cursor.next(), let chunk = cursor.chunk {
            end = mechanism.seal(
                chunk.bytes(cursor.lower..<cursor.upper), more: cursor.more, isCommand: false, to: sealed,
                at: end)
            endsMessage = !cursor.more
            if endsMessage { messages += 1 }
        }
        return end == 0
            ? []
            : [ByteSlice(chunk: sealed, lower: 0, upper: end, messages: messages, endsMessage: endsMessage)]
    }

    /// Seals one frame that is sent by itself.
    mutating func sealedBytes(_ body: [UInt8], isCommand: Bool) -> [UInt8] {
        let sealed = ByteChunk(capacity: mechanism.sealedFrameBytes(body.count))
        let end = mechanism.seal(body.rawBytes, more: false, isCommand: isCommand, to: sealed, at: 0)
        return sealed.bytes(0..<end).copy()
    }
}
