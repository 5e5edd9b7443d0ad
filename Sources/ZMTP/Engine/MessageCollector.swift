/// Collects frames that had to be decoded one by one (decrypted, or from ZMTP 1.0) as a frame stream, and gives
/// whole messages out.
package struct MessageCollector {
    private var queue = FrameQueue()
    private var whole: [ByteSlice] = []
    private var isInMessage = false

    package init() {}

    /// Adds a frame whose body is a range of a chunk that does not change any more.
    package mutating func append(sharing chunk: ByteChunk, range: Range<Int>, more: Bool) {
        begin(more: more)
        queue.append(sharing: chunk, range: range, more: more)
    }

    /// Adds a frame with a copy of a body.
    package mutating func append(copying body: RawSpan, more: Bool) {
        begin(more: more)
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

    /// The bytes of the unfinished message, with headers.
    package var unfinishedBytes: Int { isInMessage ? queue.bytes : 0 }

    /// Gives memory back at the end of a turn.
    package mutating func park() {
        queue.trim()
    }

    /// Sets whole messages aside before a message of several frames begins, so that the queue holds either whole
    /// messages or one unfinished one.
    private mutating func begin(more: Bool) {
        if more, !isInMessage { whole += queue.take() }
        isInMessage = more
    }
}
