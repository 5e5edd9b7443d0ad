internal import ZMQReactor

/// The virtual clock and everything that is going to happen.
///
/// One event runs at a time, on whatever thread drives the simulation; time stands still meanwhile and then jumps
/// to the next event. Events are posted from any thread. Actions run without the lock.
final class Timeline: Sendable {
    /// What became of an attempt to run the next event.
    enum Step {
        case ran
        /// The next event is later than asked for, or there is none.
        case nothing
        /// Another thread is running one.
        case busy
    }

    fileprivate struct State {
        var now: ContinuousClock.Instant
        var random: SimulationRandom
        var queue = EventHeap()
        var order: UInt64 = 0
        /// Events that are work or traffic.
        var activities = 0
        var isRunning = false
        /// Events since the clock moved.
        var sinceMove = 0
        var stall: Simulation.Stall?
        /// Events that do not stand any more. Let go of without the lock, because what they held may be the last
        /// reference to something that comes back here when it ends.
        var stale: [TimelineEvent] = []
    }

    /// As many events in one instant are no coincidence: something calls itself for ever.
    private static let eventsPerInstant = 2_000_000

    let start: ContinuousClock.Instant
    private let shuffles: Bool
    private let state: Guarded<State>

    init(seed: UInt64, shuffles: Bool) {
        self.shuffles = shuffles
        start = ContinuousClock.now
        state = Guarded(State(now: start, random: SimulationRandom(seed: seed)))
    }

    var now: ContinuousClock.Instant { state.withLock { $0.now } }

    /// Whether an event is being run.
    var isRunning: Bool { state.withLock { $0.isRunning } }

    /// Whether work or traffic is under way.
    var isActive: Bool { state.withLock { $0.activities > 0 } }

    /// Whether anything is going to happen.
    var hasEvents: Bool { state.withLock { $0.nextLive() != nil } }

    /// Why the last wait ended although nothing that it waited for has happened.
    var stall: Simulation.Stall? { state.withLock { $0.stall } }

    func report(_ stall: Simulation.Stall?) {
        state.withLock { $0.stall = stall }
    }

    /// Draws from the simulation's randomness.
    func random<Result: Sendable>(_ draw: @Sendable (inout SimulationRandom) -> Result) -> Result {
        state.withLock { draw(&$0.random) }
    }

    /// Plans an event; a time that has passed is now.
    func post(
        _ kind: TimelineEvent.Kind = .activity, at time: ContinuousClock.Instant? = nil,
        while isLive: @escaping @Sendable () -> Bool = { true }, _ action: @escaping @Sendable () -> Void
    ) {
        state.withLock { state in
            state.order += 1
            if kind == .activity { state.activities += 1 }
            state.queue.insert(
                TimelineEvent(
                    time: max(time ?? state.now, state.now), tie: shuffles ? state.random.next() : 0,
                    order: state.order, kind: kind, isLive: isLive, action: action))
        }
    }

    /// Runs the next event, if it is due at `limit` or before; nil has no limit.
    func step(until limit: ContinuousClock.Instant?) -> Step {
        enum Next: Sendable {
            case event(TimelineEvent)
            case nothing
            case busy
        }
        let next: Next = state.withLock { state in
            if state.isRunning { return .busy }
            guard let event = state.nextLive(), limit.map({ event.time <= $0 }) ?? true else {
                return .nothing
            }
            if event.time > state.now {
                state.now = event.time
                state.sinceMove = 0
            }
            state.sinceMove += 1
            if state.sinceMove > Self.eventsPerInstant {
                state.stall = .endlessInstant
                return .nothing
            }
            _ = state.queue.popFirst()
            if event.kind == .activity { state.activities -= 1 }
            state.isRunning = event.kind != .script
            return .event(event)
        }
        dropStale()
        switch next {
        case .busy: return .busy
        case .nothing: return .nothing
        case .event(let event):
            event.action()
            if event.kind != .script { state.withLock { $0.isRunning = false } }
            return .ran
        }
    }

    /// Moves the clock; never backwards.
    func move(to time: ContinuousClock.Instant) {
        state.withLock { state in
            guard time > state.now else { return }
            state.now = time
            state.sinceMove = 0
        }
    }

    private func dropStale() {
        let stale: [TimelineEvent] = state.withLock { state in
            if state.stale.isEmpty { return [] }
            defer { state.stale = [] }
            return state.stale
        }
        _ = stale
    }

    /// Forgets all events, and with them everything that they keep alive.
    func clear() {
        let old = state.withLock { state in
            defer { state.queue.removeAll() }
            state.activities = 0
            return state.queue
        }
        _ = old
    }
}

extension Timeline.State {
    /// The next event that still stands; others are dropped without moving the clock.
    fileprivate mutating func nextLive() -> TimelineEvent? {
        while let event = queue.first {
            if event.isLive() { return event }
            if let dead = queue.popFirst() { stale.append(dead) }
            if event.kind == .activity { activities -= 1 }
        }
        return nil
    }
}
