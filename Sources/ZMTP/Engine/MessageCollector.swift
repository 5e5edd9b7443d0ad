/// Collects frames that had to be decoded one by one (decrypted, or from ZMTP 1.0) as a frame stream, and gives
/// whole messages out.
package struct MessageCollector {
    private var queue = FrameQueue()
    private var whole: [ByteSlice] = []
    private var isInMessage = false
    private var openBytes = 0

    package init() {}

    /// Adds a frame whose body is a range of a chunk that does not change any more.
    package mutating func append(sharing chunk: ByteChunk, range: Range<Int>, more: Bool) {
        begin(range.count, more: more)
        queue.append(sharing: chunk, range: range, more: more)
    }

    /// Adds a frame with a copy of a body.
    package mutating func append(copying body: RawSpan, more: Bool) {
        begin(body.byteCount, more: more)
        queue.append(copying: body, more: more)
    }

    /// Takes the messages that are whole.
    package mutating func takeWhole() -> EngineEvent? {
        if !isInMessage { whole += queue.take() }
        guard !whole.isEmpty else { return nil }
        let taken = whole
        whole = []
        return .messages(taken, count: taken.reduce(0) { $0 + $1.messages })
    }

    /// The bytes that the current message would have with one more frame, headers included.
    package func messageBytes(with count: Int) -> Int {
        openBytes + (count <= 255 ? 2 : FrameHeader.longest) + count
    }

    /// Gives memory back at the end of a turn.
    package mutating func park() {
        queue.trim()
    }

    /// Sets whole messages aside before a message of several frames begins, so that the queue holds either whole
    /// messages or one unfinished one.
    private mutating func begin(_ count: Int, more: Bool) {
        openBytes = more ? messageBytes(with: count) : 0
        if more, !isInMessage { whole += queue.take() }
        isInMessage = more
    }
}
