/// The reading end of a frame stream: walks the frames of a list of slices.
///
/// `next` steps to a frame and leaves where it is in `chunk`, `lower`, `upper` and `more`, so that the reader
/// decides whether to copy the body or to keep a reference to its chunk. Total: a stream that is cut wrongly
/// ends early, it does not trap.
package struct FrameCursor: Sendable {
    private var slices: [ByteSlice]
    private var index = 0
    private var position = 0
    private var limit = 0

    /// The slice's chunk that holds the body of the current frame.
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

    /// Steps to the next frame; false at the end.
    package mutating func next() -> Bool {
        while position >= limit {
            guard index + 1 < slices.count else {
                finish()
                return false
            }
            index += 1
            load()
        }
        guard let chunk, let header = FrameHeader(in: chunk, at: position, limit: limit),
            let size = Int(exactly: header.size)
        else {
            finish()
            return false
        }
        more = header.flags & FrameHeader.more != 0
        position += header.length
        if position >= limit, size > 0 {
            // The body is a slice of its own.
            guard index + 1 < slices.count else {
                finish()
                return false
            }
            index += 1
            load()
        }
        guard size <= limit - position else {
            finish()
            return false
        }
        lower = position
        upper = position + size
        position = upper
        return true
    }

    /// Whether `self.chunk` is the chunk of the current frame: false only after `next` returned false.
    private mutating func load() {
        guard index < slices.count else { return }
        chunk = slices[index].chunk
        position = slices[index].lower
        limit = slices[index].upper
    }

    /// Drops the stream, so that its chunks can be reused.
    private mutating func finish() {
        slices = []
        chunk = nil
        index = 0
        position = 0
        limit = 0
    }
}
