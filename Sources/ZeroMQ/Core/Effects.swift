internal import ZMQReactor

/// What a socket operation decided under the socket's lock and does after it: wake others, cut links.
///
/// Holds nothing as long as there is nothing to do, so a stream of messages pays neither for memory nor for
/// reference counts.
struct Effects: Sendable {
    private struct Contents {
        /// Whom a lone message wakes, which is mostly all; an array costs memory of its own.
        var reader: PipeWake?
        var resumed: Waiter?
        var furtherReaders: [PipeWake] = []
        var writers: [any PipeWriter] = []
        var cut: [(link: Link, reason: ConnectionEnd)] = []
        var announced: [PeerEvent] = []
        var observed: [SocketEvent] = []
        var furtherResumed: [Waiter] = []
        var recalled: [InprocConnectedEndpoint] = []
        var drops: [(DropReason, Int)] = []
    }

    /// Safety: belongs to one operation, on one thread; it is never stored anywhere else. Nothing that changes it calls
    /// back, so accesses cannot overlap, and are not checked.
    private final class List: @unchecked Sendable {
        @exclusivity(unchecked) private var uncheckedContents = Contents()

        var contents: Contents {
            @inline(__always) _read { yield unsafe uncheckedContents }
            @inline(__always) _modify { yield unsafe &uncheckedContents }
        }
    }

    private var list: List?

    /// Messages that are lost for one reason; further reasons are in the list.
    private var dropReason: DropReason?
    private var dropCount = 0

    /// What the thread does for others in the end.
    private enum Rest {
        case none
        /// It falls back a little: see `ReaderPace`.
        case short
        /// It lets them run.
        case yield
    }

    private var rest = Rest.none

    /// Whether those who wait for subscribers should look again.
    private(set) var subscriptionsChanged = false

    /// Whether it is the turn of another operation now: a request was sent, or its reply received.
    private(set) var turnChanged = false

    /// Whether there is nothing to do once the lock is free.
    @inline(__always)
    var isEmpty: Bool { list == nil && rest == .none }

    /// Whether there is something for the books.
    @inline(__always)
    var hasNews: Bool { dropReason != nil || subscriptionsChanged || turnChanged }

    @inline(never)
    private mutating func listed() -> List {
        if let list { return list }
        let list = List()
        self.list = list
        return list
    }

    /// The pipe's sleeping reader must be told.
    mutating func wake(_ reader: PipeWake) {
        let list = listed()
        if list.contents.reader == nil {
            list.contents.reader = reader
        } else {
            list.contents.furtherReaders.append(reader)
        }
    }

    /// The pipe's waiting writer must be told.
    mutating func wake(_ writer: any PipeWriter) {
        listed().contents.writers.append(writer)
    }

    /// The link's peer broke a rule, or has to go.
    mutating func cut(_ link: Link, _ reason: ConnectionEnd) {
        listed().contents.cut.append((link, reason))
    }

    /// A peer came or went.
    mutating func announce(_ event: PeerEvent) {
        listed().contents.announced.append(event)
    }

    /// Something that monitors are told.
    mutating func tell(_ event: SocketEvent) {
        listed().contents.observed.append(event)
    }

    /// The thread spends a few microseconds, so that more has come when it looks again.
    mutating func fallBack() {
        rest = .short
    }

    /// The thread lets others run on its processor, so that they make room for what it sends.
    mutating func yield() {
        rest = .yield
    }

    mutating func resume(_ waiter: Waiter) {
        let list = listed()
        if list.contents.resumed == nil {
            list.contents.resumed = waiter
        } else {
            list.contents.furtherResumed.append(waiter)
        }
    }

    mutating func resume(_ waiters: some Collection<Waiter>) {
        for waiter in waiters { resume(waiter) }
    }

    /// A place may be free for those who were refused.
    mutating func recall(_ refused: [InprocConnectedEndpoint]) {
        if !refused.isEmpty { listed().contents.recalled += refused }
    }

    /// A message is lost, and why.
    mutating func drop(_ reason: DropReason, count: Int = 1) {
        if dropReason == nil { dropReason = reason }
        if dropReason == reason {
            dropCount += count
        } else {
            listed().contents.drops.append((reason, count))
        }
    }

    mutating func changeSubscriptions() {
        subscriptionsChanged = true
    }

    /// What could not be received or sent because it was not its turn may be possible now.
    mutating func changeTurn() {
        turnChanged = true
    }

    /// Enters losses into the books. Under the lock.
    mutating func account(in counters: inout SocketStatistics) {
        guard let reason = dropReason else { return }
        counters.dropped[reason] += UInt64(dropCount)
        dropReason = nil
        dropCount = 0
        for (reason, count) in list?.contents.drops ?? [] { counters.dropped[reason] += UInt64(count) }
    }

    /// Performs everything. Without any lock held.
    ///
    /// - Parameter sentAlone: whether the caller waits for an answer now, so that its message should not wait
    ///   for another thread.
    @inline(never)
    func perform(
        sentAlone: Bool, _ peerEvents: EventBroadcaster<PeerEvent>, _ monitor: EventBroadcaster<SocketEvent>
    ) {
        defer {
            switch rest {
            case .none: break
            case .short: ShortRest.take(microseconds: 8)
            case .yield: ShortRest.yield()
            }
        }
        guard let list else { return }
        // Moved, not copied: a copy counts references to all of it.
        var contents = Contents()
        swap(&contents, &list.contents)
        if let wake = contents.reader {
            wake.reader.pipeBecameReadable(sentAlone: sentAlone || wake.isForMany)
        }
        for wake in contents.furtherReaders {
            wake.reader.pipeBecameReadable(sentAlone: sentAlone || wake.isForMany)
        }
        for writer in contents.writers { writer.pipeBecameWritable() }
        for (link, reason) in contents.cut { link.cut(reason) }
        for event in contents.announced { peerEvents.send(event) }
        for event in contents.observed { monitor.send(event) }
        for endpoint in contents.recalled { endpoint.placeBecameFree() }
        // Last: whoever goes on then finds the rest done.
        contents.resumed?.resume()
        for waiter in contents.furtherResumed { waiter.resume() }
    }
}
