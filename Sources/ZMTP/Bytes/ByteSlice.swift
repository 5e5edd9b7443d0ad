/// A run of bytes in a chunk: the piece that everything on the way between a socket and the wire is made of.
///
/// A *frame stream* is a list of slices whose bytes, joined, are ZMTP 2.0/3.x frames, cut so that no header and
/// no body crosses from one slice to the next. A body may be a slice of its own, right behind its header; so a
/// large body travels by reference.
package struct ByteSlice: Sendable {
    package var chunk: ByteChunk
    package var lower: Int
    package var upper: Int

    /// How many messages end in this slice.
    package var messages: Int

    /// Whether the slice's last byte is the last byte of a message.
    package var endsMessage: Bool

    package init(chunk: ByteChunk, lower: Int, upper: Int, messages: Int, endsMessage: Bool) {
        self.chunk = chunk
        self.lower = lower
        self.upper = upper
        self.messages = messages
        self.endsMessage = endsMessage
    }

    package var count: Int { upper - lower }

    /// The bytes themselves.
    package var bytes: RawSpan {
        @_lifetime(borrow self) get {
            chunk.bytes(lower..<upper)
        }
    }
}
