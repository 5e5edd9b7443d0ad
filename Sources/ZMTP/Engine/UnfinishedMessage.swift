/// The complete frames of a message whose last frame has not arrived (ZMTP-26).
package struct UnfinishedMessage {
    /// The chunk that frames are copied to at the end of a turn: how large it starts and how large it becomes.
    private static let smallestChunk = 512
    private static let largestChunk = 64 * 1024

    /// A slice below this part of its chunk is copied, so that it does not pin the rest (as `ReceiveBuffer` does).
    private static let copiedPart = 8

    private var slices: [ByteSlice] = []
    /// Slices before this index were looked at by `park`.
    private var parked = 0
    private var own: ByteChunk?
    private var filled = 0

    /// The bytes of all frames, with their headers.
    package private(set) var bytes = 0

    package init() {}

    package var isEmpty: Bool { slices.isEmpty }

    /// Adds frames that do not end the message.
    package mutating func append(_ chunk: ByteChunk, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        bytes += range.count
        if parked < slices.count, let last = slices.indices.last, slices[last].chunk.isSame(as: chunk),
            slices[last].upper == range.lowerBound
        {
            slices[last].upper = range.upperBound
            return
        }
        slices.append(
            ByteSlice(
                chunk: chunk, lower: range.lowerBound, upper: range.upperBound, messages: 0,
                endsMessage: false))
    }

    /// Takes the frames: the rest of the message follows in a slice of its own.
    package mutating func take() -> [ByteSlice] {
        guard !slices.isEmpty else { return [] }
        let taken = slices
        self = UnfinishedMessage()
        return taken
    }

    /// Copies small slices out of the chunks that they pin, at the end of a turn.
    package mutating func park() {
        guard parked < slices.count else { return }
        let fresh = slices[parked...]
        slices.removeSubrange(parked...)
        for slice in fresh {
            if slice.count <= slice.chunk.capacity / Self.copiedPart {
                copy(slice)
            } else {
                slices.append(slice)
            }
        }
        parked = slices.count
    }

    private mutating func copy(_ slice: ByteSlice) {
        let chunk = room(for: slice.count)
        let start = filled
        filled = chunk.write(slice.bytes, at: start)
        if let last = slices.indices.last, slices[last].chunk.isSame(as: chunk), slices[last].upper == start {
            slices[last].upper = filled
        } else {
            slices.append(
                ByteSlice(chunk: chunk, lower: start, upper: filled, messages: 0, endsMessage: false))
        }
    }

    private mutating func room(for count: Int) -> ByteChunk {
        if let own, own.capacity - filled >= count { return own }
        let next = own.map { min($0.capacity * 2, Self.largestChunk) } ?? Self.smallestChunk
        let fresh = ByteChunk(capacity: max(next, count))
        own = fresh
        filled = 0
        return fresh
    }
}
