/// What is left of a frame stream of which only the first bytes were sent: from the start of the message that
/// the cut went through, or of the first that was not begun.
package struct FrameStreamTail {
    package private(set) var stream: [ByteSlice] = []
    package private(set) var messages = 0

    /// - Parameter sent: how many bytes of `stream` are gone.
    package init(of stream: [ByteSlice], sent: Int) {
        guard sent > 0 else {
            self.stream = stream
            messages = stream.reduce(0) { $0 + $1.messages }
            return
        }
        guard let (index, offset, ended) = Self.lastMessageStart(in: stream, notAfter: sent) else { return }
        var rest = Array(stream[index...])
        rest[0].lower = offset
        rest[0].messages -= ended
        self.stream = rest
        messages = rest.reduce(0) { $0 + $1.messages }
    }

    /// Where the message starts that holds the byte number `sent`, and how many messages end before it in the
    /// same slice. Nil when the stream is shorter.
    private static func lastMessageStart(
        in stream: [ByteSlice], notAfter sent: Int
    ) -> (index: Int, offset: Int, ended: Int)? {
        var start: (index: Int, offset: Int, ended: Int) = (0, stream.first?.lower ?? 0, 0)
        var passed = 0
        var skipsBody = 0
        for (index, slice) in stream.enumerated() {
            var position = slice.lower + skipsBody
            passed += skipsBody
            skipsBody = 0
            var ended = 0
            while position < slice.upper {
                guard let header = FrameHeader(in: slice.chunk, at: position, limit: slice.upper),
                    let size = Int(exactly: header.size)
                else { return nil }
                let isLast = header.flags & FrameHeader.more == 0
                position += header.length
                passed += header.length
                if size > slice.upper - position {
                    // The body is the next slice.
                    skipsBody = size
                    if isLast, passed + size <= sent { start = (index + 2, .min, 0) }
                } else {
                    position += size
                    passed += size
                    if isLast {
                        ended += 1
                        if passed <= sent { start = (index, position, ended) }
                    }
                }
                if passed + skipsBody > sent { return resolved(start, in: stream) }
            }
        }
        return passed > sent ? resolved(start, in: stream) : nil
    }

    /// A start behind the end of a slice is the start of the next.
    private static func resolved(
        _ start: (index: Int, offset: Int, ended: Int), in stream: [ByteSlice]
    ) -> (index: Int, offset: Int, ended: Int)? {
        guard start.index < stream.count else { return nil }
        if start.offset == .min { return (start.index, stream[start.index].lower, 0) }
        guard start.offset < stream[start.index].upper else {
            guard start.index + 1 < stream.count else { return nil }
            return (start.index + 1, stream[start.index + 1].lower, 0)
        }
        return start
    }
}
