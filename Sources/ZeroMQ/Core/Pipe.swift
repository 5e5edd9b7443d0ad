internal import ZMQReactor
internal import ZMTP

/// A bounded queue of messages from one writer to one reader, in one direction.
///
/// The one place where messages change threads: from a socket to a connection, from a connection to a socket,
/// and for inproc from one socket straight to another. Messages wait in it as encoded frames, so that what
/// crosses is a few slices, not objects.
///
/// The writer is told whether the reader sleeps, and the reader whether the writer waits for room, so that a
/// stream wakes nobody.
///
/// Thread-safe. It has a lock of its own, below the socket's, because the other side comes with every batch: when
/// connections took the socket's lock instead, senders and receivers ran into them and a stream had 0.7 times
/// the rate, although a message then cost one lock and not two.
final class Pipe: Sendable {
    /// What became of a message that was appended.
    enum Append {
        /// It is queued; a reader that sleeps must be told.
        case accepted(wake: PipeWake?)
        /// The high-water mark is reached; the writer is told when there is room again.
        case full
        case closed
    }

    fileprivate struct State {
        var queue = FrameQueue()
        /// The high-water mark in messages; 0 is none.
        var capacity: Int
        /// The high-water mark in bytes, if there is one beside that in messages.
        var byteCapacity: Int?
        /// Messages that were appended and are not released yet, and their bytes as encoded.
        var outstanding = 0
        var outstandingBytes = 0
        /// Subscriptions in the queue, and their bytes: they are not among the above.
        var uncounted = 0
        var uncountedBytes = 0
        var readerSleeps = true
        /// From how many queued messages on a sleeping reader is woken.
        var wakeLevel = 1
        var writerWaits = false
        var isClosed = false
        /// Nothing is taken any more either.
        var hasEnded = false
        /// Whether only the newest message is kept.
        var conflates: Bool
        /// Messages that were replaced by newer ones.
        var conflated: UInt64 = 0
        var reader: (any PipeReader)?
        var writer: (any PipeWriter)?
    }

    private let state: Guarded<State>

    /// Fewer messages than these, taken for writing, are no stream: there are no more at once.
    static let fewMessages = 32

    /// What wakes a reader that naps.
    fileprivate static let napMessages = 500
    fileprivate static let napBytes = 32 * 1024

    /// - Parameters:
    ///   - capacity: the high-water mark in messages; 0 is none.
    ///   - byteCapacity: one in bytes beside it. One message is always accepted, however large.
    init(capacity: Int, byteCapacity: Int? = nil, conflates: Bool = false) {
        state = Guarded(State(capacity: capacity, byteCapacity: byteCapacity, conflates: conflates))
    }
}

/// For sockets.
extension Pipe {
    /// Appends `envelope` and then the frames of `message` from `first` on, as one message.
    ///
    /// - Parameter unlimited: for what is queued even when the pipe is full.
    func append(
        _ message: Message, from first: Int = 0, envelope: [Frame] = [], unlimited: Bool = false
    ) -> Append {
        state.withLock { state in
            if state.isClosed { return .closed }
            if state.isFull, !unlimited, !state.conflates {
                state.writerWaits = true
                return .full
            }
            if state.conflates { state.conflate() }
            let before = state.queue.bytes
            for frame in envelope { frame.encode(into: &state.queue, more: true) }
            message.encode(from: first, into: &state.queue)
            state.outstanding += 1
            state.outstandingBytes += state.queue.bytes - before
            return .accepted(wake: state.readerToWake())
        }
    }

    /// Appends a subscription, or its end. It is state and not a message: it is queued even when the pipe is full,
    /// and does not count against the high-water marks (PS-34).
    func append(subscription message: Message) -> Append {
        state.withLock { state in
            if state.isClosed { return .closed }
            let before = state.queue.bytes
            message.encode(from: 0, into: &state.queue)
            state.uncounted += 1
            state.uncountedBytes += state.queue.bytes - before
            return .accepted(wake: state.readerToWake())
        }
    }

    /// Whether a message would be accepted; when not, the writer is told as soon as one is.
    func checkRoom() -> Bool {
        state.withLock { state in
            guard state.isFull, !state.conflates else { return true }
            state.writerWaits = true
            return false
        }
    }

    /// Takes what is queued, which goes on counting until it is released. Nothing when there is nothing, and
    /// then the next message wakes the reader.
    ///
    /// What the reader has read before, `messages` of so many `bytes`, is released: see `release`.
    func takeForReading(
        releasing messages: Int, bytes: Int
    ) -> (stream: [ByteSlice], wake: (any PipeWriter)?) {
        state.withLock { state in
            let wake = state.release(messages, bytes: bytes)
            if state.queue.isEmpty {
                state.readerSleeps = true
                return ([], wake)
            }
            state.countSubscriptions()
            return (state.queue.take(), wake)
        }
    }

    /// Counts messages, and their bytes as encoded, as read; returns the writer if it waits for room and has
    /// enough now.
    func release(_ messages: Int, bytes: Int) -> (any PipeWriter)? {
        state.withLock { $0.release(messages, bytes: bytes) }
    }

    /// Counts a message that the reader keeps for its application against the high-water marks, until it is
    /// released.
    func keep(bytes: Int) {
        state.withLock { state in
            state.outstanding += 1
            state.outstandingBytes += bytes
        }
    }

    /// How many messages count against the high-water mark.
    var outstanding: Int { state.withLock { $0.outstanding } }

    /// How many messages were replaced by newer ones.
    var conflated: UInt64 { state.withLock { $0.conflated } }

    /// Drops what is queued and returns how many messages that were, without subscriptions.
    @discardableResult
    func discard() -> Int {
        state.withLock { $0.discard() }
    }
}

/// For connections and endpoints.
extension Pipe {
    /// Says who is told about the pipe.
    func connect(writer: (any PipeWriter)?, reader: (any PipeReader)?) {
        state.withLock { state in
            if let writer { state.writer = writer }
            if let reader { state.reader = reader }
        }
    }

    /// Appends whole messages that a connection received. They are taken even above the high-water mark: the
    /// connection stops reading when it is told that the pipe is full.
    func append(
        _ stream: [ByteSlice], messages: Int
    ) -> (wake: PipeWake?, isFull: Bool) {
        state.withLock { state in
            if state.isClosed { return (nil, false) }
            var (stream, messages) = (stream, messages)
            if state.conflates {
                state.conflate()
                state.keepNewest(of: &stream, &messages)
            }
            let before = state.queue.bytes
            state.queue.append(stream)
            state.outstanding += messages
            state.outstandingBytes += state.queue.bytes - before
            let isFull = state.isFull
            if isFull { state.writerWaits = true }
            return (state.readerToWake(), isFull)
        }
    }

    /// Takes queued messages of about `limit` bytes. Nothing when there is nothing, and then the next message wakes
    /// the reader, or the next few when it only naps and looks again by itself. `isLast`: these few are all, and the
    /// reader is woken for the next without having looked again.
    ///
    /// They stop to count at once, and the writer is returned if it waits for room and has enough now. But when
    /// there are subscriptions in the queue, the pipe does not know how many of them were taken: then
    /// `holdsSubscriptions` is true, and `releaseWritten` says it.
    func takeForWriting(
        upTo limit: Int, naps: Bool, leaving spare: inout [ByteSlice]
    ) -> (
        stream: [ByteSlice], messages: Int, isLast: Bool, wake: (any PipeWriter)?, holdsSubscriptions: Bool
    ) {
        state.withLock { state in
            if state.queue.isEmpty {
                state.readerSleeps = true
                state.wakeLevel = naps ? state.napLevel : 1
                if !naps { state.queue.trimLargeChunk() }
                return ([], 0, true, nil, false)
            }
            state.readerSleeps = false

            let before = (messages: state.queue.messages, bytes: state.queue.bytes)
            let stream = state.queue.take(upTo: limit, leaving: &spare)
            let messages = before.messages - state.queue.messages
            let isLast = state.queue.isEmpty && messages < Pipe.fewMessages
            if isLast {
                state.readerSleeps = true
                state.wakeLevel = 1
                state.queue.trimLargeChunk()
            }
            if state.uncounted > 0 { return (stream, messages, isLast, nil, true) }
            let wake = state.release(messages, bytes: before.bytes - state.queue.bytes)
            return (stream, messages, isLast, wake, false)
        }
    }

    /// Counts what was taken for writing, now that it is known how much of it were subscriptions. Returns the writer
    /// if it waits for room and has enough now.
    func releaseWritten(
        _ messages: Int, bytes: Int, subscriptions: SubscriptionTally
    ) -> (any PipeWriter)? {
        state.withLock { state in
            state.uncounted = max(state.uncounted - subscriptions.messages, 0)
            state.uncountedBytes = max(state.uncountedBytes - subscriptions.bytes, 0)
            return state.release(messages - subscriptions.messages, bytes: bytes - subscriptions.bytes)
        }
    }

    /// Puts messages that were taken, but not delivered, back in front.
    func putBack(_ stream: [ByteSlice], messages: Int, subscriptions: SubscriptionTally) {
        state.withLock { state in
            guard !state.hasEnded else { return }
            let before = state.queue.bytes
            state.queue.prepend(stream)
            state.uncounted += subscriptions.messages
            state.uncountedBytes += subscriptions.bytes
            state.outstanding += messages - subscriptions.messages
            state.outstandingBytes += state.queue.bytes - before - subscriptions.bytes
        }
    }

    /// Whether enough is free that a writer that stopped should go on; when not, it is told as soon as there is. It may
    /// have been told before, and have written more since.
    func checkEnoughRoom() -> Bool {
        state.withLock { state in
            if state.hasEnoughRoom { return true }
            state.writerWaits = true
            return false
        }
    }

    /// Whether something is queued.
    var hasQueued: Bool { state.withLock { !$0.queue.isEmpty } }

    /// Changes the high-water marks, and whether only the newest message is kept.
    func setCapacity(_ capacity: Int, bytes: Int?, conflates: Bool) {
        state.withLock { state in
            state.capacity = capacity
            state.byteCapacity = bytes
            state.conflates = conflates
        }
    }

    /// Gives unused memory back.
    func trim() {
        state.withLock { $0.queue.trim() }
    }

    /// Refuses further messages; what is queued can still be taken. Nobody is told of anything any more, and the
    /// pipe lets go of its users.
    func closeForWriting() {
        state.withLock { state in
            state.isClosed = true
            state.writer = nil
            state.reader = nil
        }
    }

    /// The reader need not be told any more; it takes what is queued without that.
    func forgetReader() {
        state.withLock { $0.reader = nil }
    }

    /// Ends the pipe: what is queued is dropped and nobody is told of anything any more. Returns the number of
    /// messages dropped.
    @discardableResult
    func close() -> Int {
        state.withLock { $0.close() }
    }
}

extension Pipe.State {
    /// The reader, if it sleeps and there is enough for it; it is awake from now on.
    @inline(__always)
    fileprivate mutating func readerToWake() -> PipeWake? {
        guard readerSleeps, queue.messages >= wakeLevel || queue.bytes >= Pipe.napBytes else { return nil }
        let isForMany = wakeLevel > 1
        readerSleeps = false
        wakeLevel = 1
        return reader.map { PipeWake(reader: $0, isForMany: isForMany) }
    }

    /// How many messages wake a reader that naps: many, but never so many that the writer would have to wait. With half
    /// of a queue single bytes over tcp have 1.16 times the rate that they have with a quarter, measured side by side.
    fileprivate var napLevel: Int {
        capacity == 0 ? Pipe.napMessages : max(min(Pipe.napMessages, capacity / 2), 1)
    }

    /// The writer is woken when half of the queue is free again (SOCK-06), not for every message.
    fileprivate mutating func release(_ messages: Int, bytes: Int) -> (any PipeWriter)? {
        outstanding = max(outstanding - messages, 0)
        outstandingBytes = max(outstandingBytes - bytes, 0)
        guard writerWaits, hasEnoughRoom else { return nil }
        writerWaits = false
        return writer
    }

    fileprivate var isFull: Bool {
        if capacity > 0, outstanding >= capacity { return true }
        guard let byteCapacity else { return false }
        return outstandingBytes >= byteCapacity
    }

    fileprivate var hasEnoughRoom: Bool {
        (capacity == 0 || outstanding <= capacity / 2)
            && (byteCapacity.map { outstandingBytes <= $0 / 2 } ?? true)
    }

    /// Makes place for the one message that is kept. Subscriptions are never lost for that.
    fileprivate mutating func conflate() {
        guard !queue.isEmpty, uncounted == 0 else { return }
        outstanding -= queue.messages
        outstandingBytes -= queue.bytes
        conflated += UInt64(queue.messages)
        _ = queue.take()
    }

    /// Leaves the last message of those that arrived at a time.
    fileprivate mutating func keepNewest(of stream: inout [ByteSlice], _ messages: inout Int) {
        guard messages > 1 else { return }
        let newest = FrameStreamTail(of: stream, sent: stream.reduce(0) { $0 + $1.count } - 1)
        conflated += UInt64(messages - newest.messages)
        stream = newest.stream
        messages = newest.messages
    }

    /// Everything in the queue is taken: from now on subscriptions count until they are released with the rest.
    fileprivate mutating func countSubscriptions() {
        guard uncounted > 0 else { return }
        outstanding += uncounted
        outstandingBytes += uncountedBytes
        uncounted = 0
        uncountedBytes = 0
    }

    fileprivate mutating func discard() -> Int {
        let count = queue.messages - uncounted
        outstanding = max(outstanding - count, 0)
        outstandingBytes = max(outstandingBytes - queue.bytes + uncountedBytes, 0)
        uncounted = 0
        uncountedBytes = 0
        _ = queue.take()
        queue.trim()
        return count
    }

    fileprivate mutating func close() -> Int {
        isClosed = true
        hasEnded = true
        writer = nil
        reader = nil
        return discard()
    }
}
