internal import Dispatch

/// What only the holder of a lane's baton touches: descriptors, timers and the Dispatch sources.
final class LaneRunner {
    let events: EventQueue
    private var targets = EventTargetTable()
    private var ready: [ReadyEvent] = []

    var timers = TimerHeap()
    /// Lenient timers. Nobody sets a Dispatch source for them, which would cost a stream two threads' wake-ups for
    /// each; whoever runs the lane next runs those that are due, or the caretaker.
    var lenientTimers = TimerHeap()

    /// How many channels wait for room to write; they need the lane to run even while nobody receives.
    var writers = 0

    /// Work being run; kept for its storage.
    var work: [LaneWork] = []

    /// Watches the event queue while the lane is cold. Nil once the lane has ended.
    var source: (any DispatchSourceRead)?
    /// Made when a timer is armed for the first time.
    var timerSource: (any DispatchSourceTimer)?
    /// What the timer source has been set to last.
    var timerSourceDeadline: ContinuousClock.Instant?

    init(events: EventQueue) {
        self.events = events
        ready.reserveCapacity(readyEventLimit)
    }

    // MARK: descriptors

    /// Gives a target its token. The descriptor itself is added to `events` by the target.
    func insert(_ target: any EventTarget) -> UInt64 {
        targets.insert(target)
    }

    /// Begins to watch a descriptor, unless the lane has ended.
    func add(_ number: Int32, token: UInt64, interest: Readiness) throws(SystemError) {
        if source == nil { throw .endedLane }
        try events.add(number, token: token, interest: interest)
    }

    func remove(_ token: UInt64) {
        targets.remove(token)
    }

    /// Lets go of everything that is still open on the lane, lest they keep each other for ever.
    func removeAll() {
        timers.removeAll()
        lenientTimers.removeAll()
        targets.removeAll()
    }

    /// Waits at most `milliseconds` for readiness and tells the targets. Returns how many there were.
    func poll(milliseconds: Int32, afterSleep: () -> Void) -> Int {
        ready.removeAll(keepingCapacity: true)
        events.wait(milliseconds: milliseconds, into: &ready)
        afterSleep()
        var handled = 0
        for event in ready where event.token != wakeToken {
            handled += 1
            targets[event.token]?.handle(event.readiness)
        }
        return handled
    }

    // MARK: timers

    func arm(_ timer: LaneTimer, at deadline: ContinuousClock.Instant) {
        if timer.isLenient {
            lenientTimers.arm(timer, at: deadline)
        } else {
            timers.arm(timer, at: deadline)
        }
    }

    func disarm(_ timer: LaneTimer) {
        if timer.isLenient {
            lenientTimers.disarm(timer)
        } else {
            timers.disarm(timer)
        }
    }

    /// When the next timer is due.
    var nextDeadline: ContinuousClock.Instant? {
        guard let lenient = lenientTimers.nextDeadline else { return timers.nextDeadline }
        return timers.nextDeadline.map { min($0, lenient) } ?? lenient
    }

    /// Runs what is due, and says whether anything was. A timer armed again by its own action waits for the
    /// next turn.
    func runDueTimers() -> Bool {
        guard let next = nextDeadline else { return false }
        let now = ContinuousClock.now
        if next > now { return false }
        for _ in 0..<timers.count {
            guard let timer = timers.popDue(at: now) else { break }
            timer.action()
        }
        for _ in 0..<lenientTimers.count {
            guard let timer = lenientTimers.popDue(at: now) else { break }
            timer.action()
        }
        return true
    }

    /// Whether `one` comes before `other`; `nil` is never.
    static func isEarlier(_ one: ContinuousClock.Instant?, than other: ContinuousClock.Instant?) -> Bool {
        guard let one else { return false }
        guard let other else { return true }
        return one < other
    }

    /// Milliseconds until the next timer, `deadline` or `limit`, whichever comes first, rounded up; -1 is for
    /// ever.
    func sleepMilliseconds(until deadline: ContinuousClock.Instant?, atMost limit: Int32?) -> Int32 {
        var end = nextDeadline
        if let deadline { end = end.map { min($0, deadline) } ?? deadline }
        guard let end else { return limit ?? -1 }
        let (seconds, attoseconds) = ContinuousClock.now.duration(to: end).components
        if seconds < 0 || attoseconds < 0 { return 0 }
        // An hour at most: whoever sleeps looks at the clock again anyway.
        let (full, rest) = (attoseconds / 1_000_000_000_000_000, attoseconds % 1_000_000_000_000_000)
        let milliseconds = min(seconds, 3600) * 1000 + full + (rest > 0 ? 1 : 0)
        return min(Int32(truncatingIfNeeded: milliseconds), limit ?? .max)
    }
}
