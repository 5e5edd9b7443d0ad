internal import ZMTP

/// Turns what arrives in a pipe into messages: takes a batch out of the pipe, walks it frame by frame, and gives
/// the room back to the writer bit by bit.
struct LinkReader {
    private let pipe: Pipe
    private var cursor = FrameCursor()

    /// Messages that were read and still count in the pipe.
    private(set) var unreleased = 0
    /// Their bytes as they were encoded.
    private var unreleasedBytes = 0

    /// How many are released at a time: a quarter of the mark is often enough that the writer is resumed while
    /// half of the queue is unread, and rare enough not to cost a lock for every message.
    private let releaseStep: Int

    /// The same for a mark in bytes.
    private let releaseByteStep: Int

    /// How many messages of the last batch were read.
    private var readOfBatch = 0
    private var pace: ReaderPace?

    /// - Parameter pace: for a pipe whose writer is a socket and not a connection, which appends many at a time.
    init(_ pipe: Pipe, capacity: Int, byteCapacity: Int?, pace: ReaderPace?) {
        self.pipe = pipe
        self.pace = pace
        releaseByteStep = byteCapacity.map { max($0 / 4, 1) } ?? .max
        releaseStep = capacity > 0 ? max(capacity / 4, 1) : .max
    }

    /// Takes the next message, sent by `sender`; nil when there is none.
    @inline(__always)
    mutating func next(from sender: MessageExtras?, _ effects: inout Effects) -> Message? {
        if !cursor.next() {
            guard refill(&effects), cursor.next() else { return nil }
        }
        let frame = cursor.currentFrame()
        if cursor.more { return rest(after: frame, sender, &effects) }
        countOne(&effects)
        return Message(frame, from: sender)
    }

    @inline(never)
    private mutating func rest(after first: Frame, _ sender: MessageExtras?, _ effects: inout Effects)
        -> Message
    {
        var frames: [Frame] = []
        frames.reserveCapacity(4)
        frames.append(first)
        while cursor.more, cursor.next() { frames.append(cursor.currentFrame()) }
        countOne(&effects)
        guard let sender, frames.count > 1 else { return Message(all: frames, peer: sender?.peer) }
        return Message(several: frames, from: sender)
    }

    /// Whether a message can be taken.
    mutating func hasNext(_ effects: inout Effects) -> Bool {
        !cursor.isAtEnd || refill(&effects)
    }

    /// Drops everything that has arrived and returns how many messages that were.
    mutating func discard(_ effects: inout Effects) -> Int {
        var count = 0
        repeat {
            while cursor.next() {
                if !cursor.more {
                    count += 1
                    unreleased += 1
                }
                unreleasedBytes += cursor.takePassedBytes()
            }
        } while refill(&effects)
        return count
    }

    @inline(never)
    private mutating func refill(_ effects: inout Effects) -> Bool {
        let (stream, writer) = pipe.takeForReading(releasing: unreleased, bytes: unreleasedBytes)
        if let writer { effects.wake(writer) }
        unreleased = 0
        unreleasedBytes = 0
        guard !stream.isEmpty else {
            pace?.caughtUp()
            return false
        }
        cursor = FrameCursor(stream)
        return true
    }

    @inline(__always)
    private mutating func countOne(_ effects: inout Effects) {
        unreleased += 1
        readOfBatch += 1
        unreleasedBytes += cursor.takePassedBytes()
        // What was read is the application's now; its memory must not wait here for the next message.
        if cursor.isAtEnd {
            cursor = FrameCursor()
            if pace?.batchEnds(after: readOfBatch) == true { effects.fallBack() }
            readOfBatch = 0
        }
        if unreleased >= releaseStep || unreleasedBytes >= releaseByteStep { release(&effects) }
    }

    @inline(never)
    private mutating func release(_ effects: inout Effects) {
        guard unreleased > 0 else { return }
        if let writer = pipe.release(unreleased, bytes: unreleasedBytes) { effects.wake(writer) }
        unreleased = 0
        unreleasedBytes = 0
    }
}
