/// The reading end of a frame stream: walks the frames of a list of slices.
///
/// `next` steps to a frame and leaves where it is in `chunk`, `lower`, `upper` and `more`, so that the reader
/// decides whether to copy the body or to keep a reference to its chunk. Total: a stream that is cut wrongly
/// ends early, it does not trap.
@safe package struct FrameCursor: Sendable {
    private var slices: [ByteSlice]
    private var index = 0
    private var position = 0
    private var limit = 0
    private var passed = 0

    /// Where `chunk` is, so that a frame is found without touching its reference count.
    ///
    /// Safety: set together with `chunk`, which keeps the memory alive; `limit` is at most its capacity.
    nonisolated(unsafe) private var base: UnsafeMutableRawPointer?

    /// The chunk that holds the body of the current frame.
    package private(set) var chunk: ByteChunk?
    /// The body of the current frame: a range of `chunk`.
    package private(set) var lower = 0
    package private(set) var upper = 0
    /// Whether more frames of the same message follow.
    package private(set) var more = false

    package init() {
        slices = []
    }

    package init(_ stream: [ByteSlice]) {
        slices = stream
        load()
    }

    /// Whether there is no further frame.
    package var isAtEnd: Bool { position >= limit && index + 1 >= slices.count }

    /// How long the body of the current frame is.
    package var count: Int { upper - lower }

    /// The first bytes of the current frame, at most 15, in two words from the front; what is left is zero.
    ///
    /// Mutating, like `sharedBody`, because that passes the cursor by its address: a getter would copy it, and
    /// count references, for each message.
    package mutating func leadingWords() -> (UInt64, UInt64) {
        guard let start = unsafe base else { return (0, 0) }
        return unsafe ShortBytes.words(at: start + lower, count: upper - lower)
    }

    /// The memory that holds the current frame, and where in it that begins.
    package mutating func sharedBody() -> (memory: AnyObject, start: UnsafeRawPointer)? {
        guard let chunk, let base = unsafe base else { return nil }
        return unsafe (chunk.memory, UnsafeRawPointer(base + lower))
    }

    /// How many encoded bytes were passed since this was asked last.
    package mutating func takePassedBytes() -> Int {
        defer { passed = 0 }
        return passed
    }

    /// Steps to the next frame; false at the end.
    package mutating func next() -> Bool {
        while position >= limit {
            guard loadNext() else { return false }
        }
        guard let start = unsafe base,
            let header = unsafe FrameHeader(at: start + position, available: limit - position),
            let size = Int(exactly: header.size)
        else {
            finish()
            return false
        }
        more = header.flags & FrameHeader.more != 0
        position += header.length
        // The body may be a slice of its own.
        if position >= limit, size > 0, !loadNext() { return false }
        guard size <= limit - position else {
            finish()
            return false
        }
        lower = position
        upper = position + size
        position = upper
        passed += header.length + size
        return true
    }

    private mutating func loadNext() -> Bool {
        guard index + 1 < slices.count else {
            finish()
            return false
        }
        index += 1
        load()
        return true
    }

    private mutating func load() {
        guard index < slices.count else { return }
        let slice = slices[index]
        chunk = slice.chunk
        unsafe base = slice.chunk.base
        position = slice.lower
        limit = min(slice.upper, slice.chunk.capacity)
    }

    /// Drops the stream, so that its chunks can be reused.
    private mutating func finish() {
        slices = []
        chunk = nil
        unsafe base = nil
        index = 0
        position = 0
        limit = 0
        lower = 0
        upper = 0
    }
}
