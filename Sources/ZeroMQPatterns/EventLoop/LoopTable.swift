import ZeroMQ

/// What an event loop watches and what is to be done then: the same for both kinds of loop.
struct LoopTable<Handler> {
    private struct Entry {
        let handler: Handler
        /// How often it is still to be called; nil for ever.
        var remaining: Int?
    }

    let poller: Poller
    private var entries: [PollItem: Entry] = [:]
    private var interrupt: Interrupt?
    private var isStopping = false

    init(in context: Context) throws(ZMQError) {
        poller = try Poller(in: context)
    }

    mutating func add(_ item: PollItem, times: Int? = nil, _ handler: Handler) -> PollItem {
        entries[item] = Entry(handler: handler, remaining: times)
        return item
    }

    /// False when there is no such item, or no longer.
    mutating func remove(_ item: PollItem) -> Bool {
        poller.remove(item)
        return entries.removeValue(forKey: item) != nil
    }

    mutating func stop() {
        isStopping = true
    }

    mutating func stop(on interrupt: Interrupt) {
        self.interrupt = interrupt
        // A timer that is due wakes the poller; it has no entry, so nothing else happens.
        interrupt.onInterrupt { [poller] in poller.addTimer(after: .zero) }
    }

    /// Why the loop is to end now; nil when it is to go on.
    var ending: LoopEnding? {
        if interrupt?.isInterrupted == true { return .interrupted }
        return isStopping || entries.isEmpty ? .stopped : nil
    }

    /// What is to be done about an event; nil when its item has been removed since it was found ready.
    mutating func takeHandler(for event: PollEvent) -> Handler? {
        guard let entry = entries[event.item] else { return nil }
        if let remaining = entry.remaining {
            entries[event.item]?.remaining = remaining - 1
            if remaining <= 1 { _ = remove(event.item) }
        }
        return entry.handler
    }

    /// Lets go of everything that is watched, and of what the handlers refer to.
    mutating func removeAll() {
        for item in entries.keys { poller.remove(item) }
        entries = [:]
        interrupt = nil
        isStopping = false
    }
}
