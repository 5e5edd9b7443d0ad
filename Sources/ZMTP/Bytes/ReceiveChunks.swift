/// Where a lane's connections read into: one chunk at a time, filled by one read after the other, whichever
/// connection they are for. So an idle connection holds no read buffer.
///
/// Chunks that nobody refers to any more are used again.
package struct ReceiveChunks {
    /// The sizes of a chunk in bytes: it starts small and grows when reads fill it.
    package static let smallest = 64 * 1024
    package static let largest = 256 * 1024

    /// A read is given at least this much room, or a new chunk.
    private static let leastRoom = 8 * 1024

    /// How many chunks are kept to be used again.
    private static let kept = 8

    private var capacity = ReceiveChunks.smallest
    private var issued: [ByteChunk] = []
    private var next = 0

    /// The chunk being filled, and how far it is.
    package private(set) var current: ByteChunk
    package private(set) var filled = 0

    package init() {
        current = ByteChunk(capacity: Self.smallest)
    }

    /// Makes `current` have room for at least `count` bytes behind `filled`, at most `largest`.
    package mutating func reserve(_ count: Int) {
        let room = current.capacity - filled
        if room >= max(count, Self.leastRoom) { return }
        replaceCurrent(atLeast: count)
    }

    /// Says that the bytes up to `offset` of the current chunk are taken.
    package mutating func fill(to offset: Int) {
        if filled == 0, offset == current.capacity { capacity = min(capacity * 2, Self.largest) }
        filled = min(max(offset, filled), current.capacity)
    }

    /// Starts again at the front when nobody else holds the current chunk.
    package mutating func rewind() {
        if current.isHeldByNobodyElse() { filled = 0 }
    }

    private mutating func replaceCurrent(atLeast count: Int) {
        if current.isHeldByNobodyElse(), current.capacity >= count {
            filled = 0
            return
        }
        if issued.count < Self.kept {
            issued.append(current)
        } else {
            issued[next] = current
            next = (next + 1) % Self.kept
        }
        filled = 0
        let wanted = max(capacity, count)
        for index in issued.indices
        where issued[index].isHeldByNobodyElse() && issued[index].capacity >= wanted {
            current = issued[index]
            issued.remove(at: index)
            next = 0
            return
        }
        current = ByteChunk(capacity: wanted)
    }
}
