/// The timers of a poller, by the time at which they expire next. Guarded by the poller's lock.
struct PollTimers {
    private struct Entry {
        let item: PollItem
        var deadline: ContinuousClock.Instant
        /// Nil for a timer that expires once.
        var interval: Duration?
    }

    /// The next one to expire is the last.
    private var entries: [Entry] = []

    /// When the next timer expires.
    var nextDeadline: ContinuousClock.Instant? { entries.last?.deadline }

    mutating func add(_ item: PollItem, at deadline: ContinuousClock.Instant, every interval: Duration?) {
        insert(Entry(item: item, deadline: deadline, interval: interval))
    }

    /// False when there is no such timer.
    mutating func remove(_ item: PollItem) -> Bool {
        guard let index = entries.firstIndex(where: { $0.item == item }) else { return false }
        entries.remove(at: index)
        return true
    }

    /// Begins the timer's interval anew, or a new interval. False when there is no such repeated timer.
    mutating func restart(
        _ item: PollItem, from now: ContinuousClock.Instant, every interval: Duration?
    ) -> Bool {
        guard let index = entries.firstIndex(where: { $0.item == item }),
            let oldInterval = entries[index].interval
        else { return false }
        let interval = interval ?? oldInterval
        entries.remove(at: index)
        insert(Entry(item: item, deadline: now.later(by: interval), interval: interval))
        return true
    }

    /// Takes what has expired. A repeated timer keeps its beat: what was missed is counted, not made up for.
    mutating func takeExpired(at now: ContinuousClock.Instant) -> [PollEvent] {
        var events: [PollEvent] = []
        while var entry = entries.last, entry.deadline <= now {
            entries.removeLast()
            guard let interval = entry.interval else {
                events.append(PollEvent(entry.item, expirations: 1))
                continue
            }
            let late = entry.deadline.duration(to: now)
            let expirations = late.attoseconds / interval.attoseconds + 1
            events.append(PollEvent(entry.item, expirations: Int(clamping: expirations)))
            let passed = late.attoseconds - late.attoseconds % interval.attoseconds + interval.attoseconds
            entry.deadline = entry.deadline.advanced(by: Duration(attoseconds: passed))
            insert(entry)
        }
        return events
    }

    private mutating func insert(_ entry: Entry) {
        let index = entries.lastIndex { $0.deadline > entry.deadline } ?? -1
        entries.insert(entry, at: index + 1)
    }
}
