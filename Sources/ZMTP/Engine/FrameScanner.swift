/// Finds the complete message frames at the front of received bytes: the hot path of receiving.
///
/// Safety: `scan` reads only between `lower` and `upper`, which it first clamps to the chunk; every offset it
/// steps to is compared with `upper` before anything is read there.
package struct FrameScanner: Sendable {
    /// What was found.
    package struct Result {
        /// Behind the last complete message frame.
        package var end: Int
        /// Behind the last frame that ends a message; where the scan began when there was none.
        package var messageEnd: Int
        /// How many messages end.
        package var messages = 0
        /// Why the scan went no further.
        package var stop = Stop.incomplete(wanted: 0)
    }

    /// Why a scan ended.
    package enum Stop {
        /// What follows is not all there yet: it has `wanted` bytes with its header, or 0 when that is not known.
        case incomplete(wanted: Int)
        /// What follows is a command, complete or not.
        case command(FrameHeader)
        /// What follows is illegal.
        case violation(ProtocolViolation)
    }

    /// The largest body accepted (ZMTP-33).
    private let maximum: UInt64

    /// The most that the frames of one message may have together, headers included.
    private let messageMaximum: Int

    package init(maximumFrameBytes: UInt64?) {
        maximum = min(maximumFrameBytes ?? Limits.frameBytes, Limits.frameBytes)
        let (limit, overflow) = maximum.addingReportingOverflow(Limits.messageOverheadBytes)
        messageMaximum = maximumFrameBytes == nil || overflow ? .max : Int(clamping: limit)
    }

    /// Scans the bytes between two offsets of a chunk. `unfinished`: how many bytes the first message has already.
    package func scan(
        _ chunk: ByteChunk, from lower: Int, upTo upper: Int, unfinished: Int = 0
    ) -> Result {
        let upper = min(upper, chunk.capacity)
        var position = min(max(lower, 0), max(upper, 0))
        var result = Result(end: position, messageEnd: position)
        let base = unsafe chunk.base
        let shortMaximum = Int(min(maximum, 255))
        var messageEnd = position
        var messageStart = position &- unfinished
        var messages = 0
        while upper - position >= 2 {
            let flags = unsafe base.load(fromByteOffset: position, as: UInt8.self)
            var next: Int
            if flags & ~FrameHeader.more == 0 {
                let size = unsafe Int(base.load(fromByteOffset: position + 1, as: UInt8.self))
                if size > shortMaximum { break }
                next = position + 2 + size
            } else {
                guard flags & ~FrameHeader.more == FrameHeader.long, upper - position >= FrameHeader.longest
                else { break }
                let size = unsafe UInt64(
                    bigEndian: base.loadUnaligned(fromByteOffset: position + 1, as: UInt64.self))
                // No overflow: what is left is at most `Int.max` less the header.
                guard size <= maximum, size <= UInt64(upper - position - FrameHeader.longest) else { break }
                next = position + FrameHeader.longest + Int(size)
            }
            if next > upper { break }
            if next &- messageStart > messageMaximum {
                result.end = messageEnd
                result.messageEnd = messageEnd
                result.messages = messages
                result.stop = .violation(.messageTooLarge(UInt64(clamping: next &- messageStart)))
                return result
            }
            position = next
            if flags & FrameHeader.more == 0 {
                messages += 1
                messageEnd = next
                messageStart = next
            }
        }
        result.end = position
        result.messageEnd = messageEnd
        result.messages = messages
        result.stop = stop(chunk, at: position, upTo: upper)
        return result
    }

    /// Says what stands at `position`, where the scan could not step over a frame.
    private func stop(_ chunk: ByteChunk, at position: Int, upTo upper: Int) -> Stop {
        guard let flags = chunk.bytes(position..<max(position, upper)).byte(at: 0) else {
            return .incomplete(wanted: 0)
        }
        guard FrameHeader.isLegal(flags) else { return .violation(.badFrameFlags(flags)) }
        guard let header = FrameHeader(in: chunk, at: position, limit: upper) else {
            return .incomplete(wanted: 0)
        }
        guard header.size <= Limits.frameBytes else { return .violation(.badFrameSize(header.size)) }
        guard header.size <= maximum else { return .violation(.frameTooLarge(header.size)) }
        if flags & FrameHeader.command != 0 { return .command(header) }
        return .incomplete(wanted: header.frameBytes)
    }
}
