internal import ZMQReactor

/// What a poller watches, and who waits for it.
///
/// Only items that have been signalled since they were last found idle are looked at: they stand in the ready
/// list. An item that was found ready stays there, so that it is reported as long as it is ready.
///
/// Lock order: the lock here is never held while a socket is asked or a waiter resumed, because both may lead
/// back here on the same thread.
final class PollerCore: Sendable {
    struct Entry {
        var interest: PollInterest
        /// Nil while the item is watched for nothing.
        var source: PollSource?
        /// How often the item has been signalled, so that a check knows whether it is out of date.
        var signals: UInt64 = 0
        var isListed = false
        /// What was added, for a change of interest.
        let subject: Subject
    }

    /// What an item is about.
    enum Subject {
        case socket(Socket)
        case descriptor(Int32)
    }

    struct State {
        var entries: [PollItem: Entry] = [:]
        /// What may be ready.
        var listed: [PollItem] = []
        var timers = PollTimers()
        var waiters = WaitList()
        /// The sockets in the order in which they were added.
        var sockets: [Socket] = []
        var endObserver: UInt64?
        /// How many waits of tasks in a row ended without a suspension.
        var immediateWaits = 0
    }

    let context: ContextCore
    private let state = Guarded(State())

    init(_ context: ContextCore) {
        self.context = context
    }

    func withState<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        state.withLock { body(&$0) }
    }

    /// Begins to watch; called once.
    func open() {
        let observer = context.observeEnd(.observer(PollSignal(PollItem(id: 0), of: self)))
        withState { $0.endObserver = observer }
    }

    /// Watches nothing any more.
    func close() {
        // Taken out whole: what dies with it may call back, and needs the lock then.
        let old = withState { state in
            let old = state
            state = State()
            return old
        }
        for entry in old.entries.values { entry.source?.release() }
        if let observer = old.endObserver { context.removeEndObserver(observer) }
    }

    /// An item may be ready, or something else is worth a look. Any thread.
    func signal(_ item: PollItem) {
        let waiters = withState { state in
            state.list(item)
            return state.waiters.removeAll()
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Has everyone who waits look again: items have come, gone or changed.
    func wakeAll() {
        let waiters = withState { $0.waiters.removeAll() }
        for waiter in waiters { waiter.resume() }
    }
}

extension PollerCore.State {
    /// Puts an item on the list of those that may be ready.
    mutating func list(_ item: PollItem) {
        guard let index = entries.index(forKey: item) else { return }
        entries.values[index].signals &+= 1
        if entries.values[index].isListed { return }
        entries.values[index].isListed = true
        listed.append(item)
    }
}
