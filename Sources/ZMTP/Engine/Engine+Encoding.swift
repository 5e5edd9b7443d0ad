extension Engine {
    /// What to write for an outgoing frame stream: the same for ZMTP 2.0 and 3.x without encryption, sealed with it,
    /// other frames for a ZMTP 1.0 peer. Messages keep their order and number, and begin and end with slices where
    /// the stream's last one does.
    package mutating func encode(_ stream: [ByteSlice]) -> [ByteSlice] {
        switch phase {
        case .sealedTraffic: seal(stream)
        case .version1Traffic: version1Frames(of: stream)
        case .greeting, .handshake, .olderIdentity, .traffic, .closed: stream
        }
    }

    /// The bytes that tell the peer of a subscription, or of its end, in the form that its version wants: a command
    /// (PS-30, PS-17), a message (PS-31, PS-18), or a ZMTP 1.0 message (V1-10). Empty before the handshake is
    /// complete. With a mechanism that seals, the order of `takeOutput` holds.
    package mutating func subscriptionBytes(subscribe: Bool, topic: [UInt8]) -> [UInt8] {
        guard isReady, let version else { return [] }
        if version >= .v3_1 {
            return trafficFrame(of: subscribe ? .subscribe(topic) : .cancel(topic))
        }
        let body = [subscribe ? 1 : 0] + topic
        if version < .v2_0 { return OldFrameHeader.bytes(count: body.count, more: false) + body }
        return mechanism.transformsTraffic ? sealedBytes(body, isCommand: false) : FrameHeader.frame(body)
    }

    /// Queues a PING and says whether the peer can have one: only ZMTP 3.1 peers are pinged (HB-14), after the
    /// handshake (HB-01).
    @discardableResult
    package mutating func ping(timeToLiveTenths: UInt16, context: [UInt8] = []) -> Bool {
        guard isReady, let version, version >= .v3_1 else { return false }
        commands.append(.ping(tenths: timeToLiveTenths, context: context))
        return true
    }

    /// A command as it travels in the traffic.
    mutating func trafficFrame(of command: Command) -> [UInt8] {
        mechanism.transformsTraffic ? sealedBytes(command.body, isCommand: true) : command.frame
    }

    /// Writes a frame stream again as ZMTP 1.0 frames, in one new run of bytes (V1-02, V1-03).
    private func version1Frames(of stream: [ByteSlice]) -> [ByteSlice] {
        var bytes = 0
        var counting = FrameCursor(stream)
        while counting.next() {
            let count = counting.upper - counting.lower
            bytes += OldFrameHeader.bytes(count: count, more: counting.more).count + count
        }
        let target = ByteChunk(capacity: bytes)
        var end = 0
        var endsMessage = false
        var messages = 0
        var cursor = FrameCursor(stream)
        while cursor.next(), let chunk = cursor.chunk {
            let header = OldFrameHeader.bytes(count: cursor.upper - cursor.lower, more: cursor.more)
            end = target.write(header.rawBytes, at: end)
            end = target.write(chunk.bytes(cursor.lower..<cursor.upper), at: end)
            endsMessage = !cursor.more
            if endsMessage { messages += 1 }
        }
        return end == 0
            ? []
            : [ByteSlice(chunk: target, lower: 0, upper: end, messages: messages, endsMessage: endsMessage)]
    }
}
