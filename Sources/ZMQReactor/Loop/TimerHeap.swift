/// Armed timers, the next one due on top. A binary heap that knows where each timer stands in it.
struct TimerHeap {
    private var timers: [LaneTimer] = []

    /// When the next timer is due.
    var nextDeadline: ContinuousClock.Instant? {
        timers.first?.deadline
    }

    var count: Int {
        timers.count
    }

    /// Arms `timer`, or changes what it is armed for.
    mutating func arm(_ timer: LaneTimer, at deadline: ContinuousClock.Instant) {
        timer.deadline = deadline
        let position: Int
        if let known = timer.position {
            position = known
        } else {
            position = timers.count
            timer.position = position
            timers.append(timer)
        }
        settle(position)
    }

    /// Takes `timer` out; nothing happens when it is not in.
    mutating func disarm(_ timer: LaneTimer) {
        guard let position = timer.position else { return }
        timer.position = nil
        timer.deadline = nil
        let last = timers.removeLast()
        guard position < timers.count else { return }
        timers[position] = last
        last.position = position
        settle(position)
    }

    /// Takes out and returns the next timer if it is due at `now`.
    mutating func popDue(at now: ContinuousClock.Instant) -> LaneTimer? {
        guard let first = timers.first, let deadline = first.deadline, deadline <= now else { return nil }
        disarm(first)
        return first
    }

    /// Empties the heap.
    mutating func removeAll() {
        for timer in timers {
            timer.position = nil
            timer.deadline = nil
        }
        timers = []
    }

    /// Moves the timer at `position` up or down to where it belongs.
    private mutating func settle(_ position: Int) {
        var position = position
        while position > 0, isEarlier(position, than: (position - 1) / 2) {
            exchange(position, (position - 1) / 2)
            position = (position - 1) / 2
        }
        while true {
            var earliest = position
            for child in (2 * position + 1)...(2 * position + 2)
            where child < timers.count && isEarlier(child, than: earliest) {
                earliest = child
            }
            if earliest == position { return }
            exchange(position, earliest)
            position = earliest
        }
    }

    private func isEarlier(_ one: Int, than other: Int) -> Bool {
        guard let one = timers[one].deadline, let other = timers[other].deadline else { return false }
        return one < other
    }

    private mutating func exchange(_ one: Int, _ other: Int) {
        timers.swapAt(one, other)
        timers[one].position = one
        timers[other].position = other
    }
}
