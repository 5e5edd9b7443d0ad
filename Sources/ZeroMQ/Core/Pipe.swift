internal import ZMQReactor
internal import ZMTP

/// A bounded queue of messages from one writer to one reader, in one direction.
///
/// The one place where messages change threads: from a socket to a connection, from a connection to a socket,
/// and for inproc from one socket straight to another. Messages wait in it as encoded frames, so that what
/// crosses is a few slices, not objects.
///
/// The writer is told whether the reader sleeps, and the reader whether the writer waits for room, so that a
/// stream wakes nobody. Thread-safe; its lock is taken below a socket's lock and never the other way round.
final class Pipe: Sendable {
    /// What became of a message that was appended.
    enum Append {
        /// It is queued. When the reader sleeps it must be told.
        case accepted(readerSleeps: Bool)
        /// The high-water mark is reached; the writer is told when there is room again.
        case full
        case closed
    }

    fileprivate struct State {
        var queue = FrameQueue()
        /// The high-water mark in messages; 0 is none.
        var capacity: Int
        /// Messages that were appended and are not released yet.
        var outstanding = 0
        var readerSleeps = true
        var writerWaits = false
        var isClosed = false
        /// Whether only the newest message is kept.
        var conflates: Bool
        /// Messages that were replaced by newer ones.
        var conflated: UInt64 = 0
        var reader: (any PipeReader)?
        var writer: (any PipeWriter)?
    }

    private let state: Guarded<State>

    init(capacity: Int, conflates: Bool = false) {
        state = Guarded(State(capacity: capacity, conflates: conflates))
    }

    /// Says who is told about the pipe. Before anything is appended.
    func connect(writer: (any PipeWriter)?, reader: (any PipeReader)?) {
        state.withLock { state in
            if let writer { state.writer = writer }
            if let reader { state.reader = reader }
        }
    }

    var reader: (any PipeReader)? { state.withLock { $0.reader } }
    var writer: (any PipeWriter)? { state.withLock { $0.writer } }

    /// How many messages count against the high-water mark.
    var outstanding: Int { state.withLock { $0.outstanding } }

    /// How many messages were replaced by newer ones.
    var conflated: UInt64 { state.withLock { $0.conflated } }

    /// Changes the high-water mark.
    func setCapacity(_ capacity: Int) {
        state.withLock { $0.capacity = capacity }
    }

    /// Appends `envelope` and then the frames of `message` from `first` on, as one message.
    ///
    /// - Parameter unlimited: for what does not count as a message: a subscription is queued even when the
    ///   pipe is full (PS-34).
    func append(
        _ message: Message, from first: Int = 0, envelope: [Frame] = [], unlimited: Bool = false
    ) -> Append {
        state.withLock { state in
            if state.isClosed { return .closed }
            if state.outstanding >= state.capacity, state.capacity > 0, !unlimited, !state.conflates {
                state.writerWaits = true
                return .full
            }
            if state.conflates, !state.queue.isEmpty {
                state.outstanding -= state.queue.messages
                state.conflated += UInt64(state.queue.messages)
                _ = state.queue.take()
            }
            for frame in envelope { frame.encode(into: &state.queue, more: true) }
            message.encode(from: first, into: &state.queue)
            state.outstanding += 1
            let sleeps = state.readerSleeps
            state.readerSleeps = false
            return .accepted(readerSleeps: sleeps)
        }
    }

    /// Appends whole messages that a connection received. They are taken even above the high-water mark: the
    /// connection stops reading when it is told that the pipe is full.
    func append(_ stream: [ByteSlice], messages: Int) -> (readerSleeps: Bool, isFull: Bool) {
        state.withLock { state in
            if state.isClosed { return (false, false) }
            if state.conflates, !state.queue.isEmpty {
                state.outstanding -= state.queue.messages
                state.conflated += UInt64(state.queue.messages)
                _ = state.queue.take()
            }
            state.queue.append(stream)
            state.outstanding += messages
            let sleeps = state.readerSleeps
            state.readerSleeps = false
            let isFull = state.capacity > 0 && state.outstanding >= state.capacity
            if isFull { state.writerWaits = true }
            return (sleeps, isFull)
        }
    }

    /// Takes queued messages of about `limit` bytes; none when there are none, and then the next message
    /// wakes the reader.
    ///
    /// - Parameter releasing: whether the messages stop to count at once, or by `release`.
    /// - Returns: the messages, how many they are, and whether a waiting writer must be told of the room.
    func take(
        upTo limit: Int = .max, releasing: Bool
    ) -> (stream: [ByteSlice], messages: Int, writerWaits: Bool) {
        state.withLock { state in
            if state.queue.isEmpty {
                state.readerSleeps = true
                return ([], 0, false)
            }
            let before = state.queue.messages
            let stream = state.queue.take(upTo: limit)
            let messages = before - state.queue.messages
            guard releasing else { return (stream, messages, false) }
            return (stream, messages, state.release(messages))
        }
    }

    /// Counts `messages` as gone; says whether a waiting writer must be told of the room.
    func release(_ messages: Int) -> Bool {
        state.withLock { $0.release(messages) }
    }

    /// Puts messages that were taken, but not delivered, back in front.
    func putBack(_ stream: [ByteSlice], messages: Int) {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.queue.prepend(stream)
            state.outstanding += messages
        }
    }

    /// Whether enough is free that a writer that stopped should go on.
    var hasRoom: Bool {
        state.withLock { $0.capacity == 0 || $0.outstanding <= $0.capacity / 2 }
    }

    /// Whether a message would be accepted; when not, the writer is told as soon as one is.
    func checkRoom() -> Bool {
        state.withLock { state in
            guard state.capacity > 0, state.outstanding >= state.capacity, !state.conflates else {
                return true
            }
            state.writerWaits = true
            return false
        }
    }

    /// Whether something is queued.
    var hasQueued: Bool { state.withLock { !$0.queue.isEmpty } }

    /// Drops what is queued and returns how many messages that were.
    func discard() -> Int {
        state.withLock { state in
            let count = state.queue.messages
            _ = state.queue.take()
            state.outstanding = max(state.outstanding - count, 0)
            state.queue.trim()
            return count
        }
    }

    /// Gives unused memory back.
    func trim() {
        state.withLock { $0.queue.trim() }
    }

    /// Refuses further messages; what is queued can still be taken.
    func closeForWriting() {
        state.withLock { state in
            state.isClosed = true
            state.writer = nil
        }
    }

    /// Ends the pipe: what is queued is dropped and nobody is told of anything any more.
    @discardableResult
    func close() -> Int {
        state.withLock { state in
            state.isClosed = true
            let count = state.queue.messages
            _ = state.queue.take()
            state.queue.trim()
            state.writer = nil
            state.reader = nil
            return count
        }
    }
}

extension Pipe.State {
    /// The writer is woken when half of the queue is free again (SOCK-06), not for every message.
    fileprivate mutating func release(_ messages: Int) -> Bool {
        outstanding = max(outstanding - messages, 0)
        guard writerWaits, outstanding <= capacity / 2 else { return false }
        writerWaits = false
        return true
    }
}

/// Who takes messages out of a pipe.
protocol PipeReader: AnyObject, Sendable {
    /// The pipe was empty and is not any more. Called without any lock held.
    ///
    /// - Parameter alone: whether the message should leave with the caller, who waits for an answer.
    func pipeBecameReadable(sentAlone: Bool)
}

/// Who puts messages into a pipe.
protocol PipeWriter: AnyObject, Sendable {
    /// The pipe was full and has room again. Called without any lock held.
    func pipeBecameWritable()
}
