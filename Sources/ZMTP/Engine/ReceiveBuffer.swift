/// Where the bytes of one connection are that were received and not yet understood.
///
/// Reads go into the lane's shared chunk. What is left of a frame stays where it is as long as the rest of the
/// frame fits behind it; otherwise it moves, so that a frame is always in one piece. A frame that is too large for
/// a shared chunk gets a chunk of its own, which grows with what arrives, never with what the peer claims; but a peer
/// that has sent a large frame is believed the next one of that size.
package struct ReceiveBuffer {
    /// Below this much room for a read, a small rest is moved to where there is more.
    private static let leastRoom = 8 * 1024

    /// A large frame gets a chunk of its own when this much of it has arrived.
    private static let privateFrom = 32 * 1024

    /// A rest below this part of its chunk is copied out at the end of a turn. So what is held is never more than
    /// this many times what was received.
    private static let parkedPart = 8

    /// At most so much is believed.
    private static let believed = 16 * 1024 * 1024

    /// The chunk of the unparsed bytes; nil while there are none and no read is going on.
    package private(set) var chunk: ByteChunk?

    /// Where the unparsed bytes start in `chunk`.
    package private(set) var lower = 0
    /// Where they end, and the next read begins.
    package private(set) var upper = 0

    /// How many bytes the frame at `lower` has in all, as far as it is known yet; a hint for `prepare`.
    package var wanted = 0

    /// Whether `chunk` is ours alone: large, or parked.
    private var isPrivate = false

    /// How large the last large frame was that came whole. The next one gets a chunk of that size at once: a stream of
    /// frames of 1 MiB has five times the rate.
    private var proven = 0

    /// Makes a buffer that holds nothing.
    package init() {}

    /// How many bytes are unparsed.
    package var pending: Int { upper - lower }

    /// How much memory is held for this connection alone.
    package var privateBytes: Int { isPrivate ? chunk?.capacity ?? 0 : 0 }

    /// How many bytes may be read to `upper`.
    package var room: Int { (chunk?.capacity ?? 0) - upper }

    /// The memory to read into, valid from `prepare` until `received`.
    package var readRoom: UnsafeMutableRawBufferPointer {
        guard let chunk, room > 0 else { return unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0) }
        // Safety: `room` bytes at `upper` lie in the chunk, and nobody else refers to them: they are the free part
        // of the lane's chunk or of a private one.
        return unsafe UnsafeMutableRawBufferPointer(start: chunk.base + upper, count: room)
    }

    /// Makes room for a read, at least one byte.
    package mutating func prepare(_ chunks: inout ReceiveChunks) {
        guard pending > 0, let held = chunk else {
            chunk = nil
            chunks.rewind()
            chunks.reserve(0)
            adopt(chunks.current, at: chunks.filled, isPrivate: false)
            return
        }
        let needed = max(wanted, pending + 1)
        if needed > ReceiveChunks.largest, pending >= Self.privateFrom || needed <= proven {
            if !isPrivate || room == 0 { growPrivately(held, needed: needed) }
            return
        }
        // Of a frame that is too large for a shared chunk, the beginning is still read into one.
        let fits = needed <= ReceiveChunks.largest ? needed : pending + Self.leastRoom
        let isInPlace = !isPrivate && held.isSame(as: chunks.current) && upper == chunks.filled
        if isInPlace, held.capacity - lower >= fits, room >= Self.leastRoom || pending > Self.leastRoom {
            return
        }
        move(from: held, needed: max(fits, pending + Self.leastRoom), to: &chunks)
    }

    /// Says that `count` bytes were read into the room. Call it after every `prepare`, with 0 too.
    package mutating func received(_ count: Int, _ chunks: inout ReceiveChunks) {
        upper += min(max(count, 0), room)
        if !isPrivate, chunks.current.isSame(as: chunk) { chunks.fill(to: upper) }
    }

    /// Says that the first `count` unparsed bytes are understood.
    package mutating func consume(_ count: Int) {
        let count = min(max(count, 0), pending)
        if count > ReceiveChunks.largest { proven = min(count, Self.believed) }
        lower += count
        wanted = 0
    }

    /// Lets go of the shared chunk at the end of a turn: a small rest is copied out of it.
    package mutating func park() {
        guard let held = chunk else { return }
        let count = pending
        if count == 0 {
            chunk = nil
            lower = 0
            upper = 0
        } else if count <= held.capacity / Self.parkedPart {
            adopt(ByteChunk(copying: held.bytes(lower..<upper)), at: 0, isPrivate: true)
            upper = count
        }
    }

    /// Drops everything, at the end of a connection.
    package mutating func clear() {
        self = ReceiveBuffer()
    }

    private mutating func adopt(_ chunk: ByteChunk, at offset: Int, isPrivate: Bool) {
        self.chunk = chunk
        self.isPrivate = isPrivate
        lower = offset
        upper = offset
    }

    private mutating func move(from held: ByteChunk, needed: Int, to chunks: inout ReceiveChunks) {
        chunks.reserve(min(needed, ReceiveChunks.largest))
        let rest = held.bytes(lower..<upper)
        let start = chunks.filled
        let end = chunks.current.write(rest, at: start)
        adopt(chunks.current, at: start, isPrivate: false)
        upper = end
        // At once, not with the read: a read that brings nothing must not leave the rest unprotected.
        chunks.fill(to: end)
    }

    /// Moves to a chunk of at most twice what has arrived, or of what the peer has sent before, and at most what the
    /// frame needs.
    private mutating func growPrivately(_ held: ByteChunk, needed: Int) {
        let count = pending
        let fresh = ByteChunk(capacity: min(needed, max(ReceiveChunks.largest, count * 2, proven)))
        fresh.write(held.bytes(lower..<upper), at: 0)
        adopt(fresh, at: 0, isPrivate: true)
        upper = count
    }
}
