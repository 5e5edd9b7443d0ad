extension Engine {
    /// Reads message frames as they are (ZMTP-50), and commands between them (ZMTP-31).
    mutating func nextTrafficEvent() throws(ProtocolViolation) -> EngineEvent? {
        while let chunk = buffer.chunk, buffer.pending > 0 {
            let lower = buffer.lower
            let scan = scanner.scan(
                chunk, from: lower, upTo: buffer.upper, unfinished: unfinished.bytes)
            if scan.end > lower {
                buffer.consume(scan.end - lower)
                // What follows the frames is looked at in the next call.
                if let event = gather(chunk, from: lower, scan) { return event }
            }
            switch scan.stop {
            case .incomplete(let wanted):
                buffer.wanted = wanted
                return nil
            case .violation(let violation):
                throw violation
            case .command(let header):
                guard isCommandLegal else { throw .badFrameFlags(header.flags) }
                guard let body = completeBody(header) else { return nil }
                let command = try Command(body: chunk.bytes(body))
                buffer.consume(header.frameBytes)
                if let event = try take(command) { return event }
            }
        }
        return nil
    }

    /// ZMTP 2.0 has no commands (V2-06).
    private var isCommandLegal: Bool {
        guard let version else { return false }
        return version >= .v3_0
    }

    /// Gives whole messages out and holds back the frames of an unfinished one.
    private mutating func gather(
        _ chunk: ByteChunk, from lower: Int, _ scan: FrameScanner.Result
    ) -> EngineEvent? {
        guard scan.messages > 0 else {
            unfinished.append(chunk, lower..<scan.end)
            return nil
        }
        var slices = unfinished.take()
        slices.append(
            ByteSlice(
                chunk: chunk, lower: lower, upper: scan.messageEnd, messages: scan.messages, endsMessage: true
            ))
        unfinished.append(chunk, scan.messageEnd..<scan.end)
        return .messages(slices, count: scan.messages)
    }

    /// Throws when one more frame makes a message larger than this side holds, for frames that do not travel as they
    /// are; the others the scanner counts (ZMTP-33).
    func checkMessage(with frameBytes: Int) throws(ProtocolViolation) {
        guard let maximum = configuration.maximumFrameBytes else { return }
        let bytes = UInt64(collector.messageBytes(with: frameBytes))
        let (limit, overflow) = maximum.addingReportingOverflow(Limits.messageOverheadBytes)
        guard overflow || bytes <= limit else { throw .messageTooLarge(bytes) }
    }

    /// Understands a command of the traffic. Those that our type or we have no use for are ignored (ZMTP-43,
    /// ZMTP-49).
    mutating func take(_ command: Command) throws(ProtocolViolation) -> EngineEvent? {
        switch command.name {
        case Command.subscribeName where configuration.socketKind.takesSubscriptions:
            return .subscribe(command.data)
        case Command.cancelName where configuration.socketKind.takesSubscriptions:
            return .cancel(command.data)
        case Command.pingName:
            return try answer(ping: command)
        case Command.pongName:
            return .pong(context: command.data)
        default:
            return nil
        }
    }

    /// Every PING is answered, on ZMTP 3.0 too (HB-02, HB-14); one without a TTL is malformed (HB-04).
    private mutating func answer(ping: Command) throws(ProtocolViolation) -> EngineEvent {
        guard ping.data.count >= 2 else { throw .malformedCommand(Command.pingName) }
        let tenths = Int(ping.data[0]) << 8 | Int(ping.data[1])
        // A peer that asks faster than it reads gets an answer to the newest only: what it may make us hold is
        // bounded so.
        if commands.count >= Limits.queuedCommands { commands.removeFirst() }
        commands.append(.pong(context: Array(ping.data[2...])))
        return .pinged(timeToLive: tenths == 0 ? nil : .milliseconds(tenths * 100))
    }
}
