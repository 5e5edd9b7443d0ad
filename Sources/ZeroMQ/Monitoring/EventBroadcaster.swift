internal import ZMQReactor

/// Hands events to everybody who listens, each through a bounded buffer. Costs nothing while nobody listens.
final class EventBroadcaster<Event: Sendable>: Sendable {
    /// A listener is not kept: when it is gone, nobody listens.
    private struct Stream {
        weak var buffer: EventBuffer<Event>?
    }

    private struct State {
        var streams: [UInt64: Stream] = [:]
        var nextID: UInt64 = 0
        var isFinished = false
    }

    private let state = Guarded(State())

    /// Makes the event that says how many were lost because a listener was slow.
    private let missed: @Sendable (Int) -> Event

    init(missed: @escaping @Sendable (Int) -> Event) {
        self.missed = missed
    }

    /// Delivers an event. Any thread; never waits.
    func send(_ event: @autoclosure () -> Event) {
        let buffers: [EventBuffer<Event>] = state.withLock { state in
            state.streams.isEmpty ? [] : state.streams.values.compactMap(\.buffer)
        }
        if buffers.isEmpty { return }
        let event = event()
        for buffer in buffers { buffer.append(event) }
    }

    /// Begins to listen.
    func listen(limit: Int) -> EventBuffer<Event> {
        state.withLock { state in
            let id = state.nextID
            state.nextID += 1
            let buffer = EventBuffer(limit: limit, missed: missed) { [weak self] in
                self?.state.withLock { $0.streams[id] = nil }
            }
            if state.isFinished {
                buffer.finish(with: nil)
            } else {
                state.streams[id] = Stream(buffer: buffer)
            }
            return buffer
        }
    }

    /// Ends all streams, after what is buffered and after `last`, which even a slow listener gets.
    func finish(with last: Event? = nil) {
        let buffers = state.withLock { state in
            state.isFinished = true
            defer { state.streams = [:] }
            return state.streams.values.compactMap(\.buffer)
        }
        for buffer in buffers { buffer.finish(with: last) }
    }
}

/// What one listener has not seen yet.
final class EventBuffer<Event: Sendable>: Sendable {
    private struct State {
        var events: [Event] = []
        var missed = 0
        var isFinished = false
        var waiters: [TaskParker] = []
    }

    private enum Step: Sendable {
        case event(Event)
        case end
        case wait
    }

    private let state = Guarded(State())
    private let limit: Int
    private let makeMissed: @Sendable (Int) -> Event
    private let cancel: @Sendable () -> Void

    init(limit: Int, missed: @escaping @Sendable (Int) -> Event, cancel: @escaping @Sendable () -> Void) {
        self.limit = max(limit, 1)
        makeMissed = missed
        self.cancel = cancel
    }

    deinit {
        cancel()
    }

    func append(_ event: Event) {
        let waiters: [TaskParker] = state.withLock { state in
            guard state.events.count < limit else {
                state.missed += 1
                return []
            }
            add(event, to: &state)
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.signal() }
    }

    private func add(_ event: Event, to state: inout State) {
        // The gap is told where it is.
        if state.missed > 0 { state.events.append(makeMissed(state.missed)) }
        state.missed = 0
        state.events.append(event)
    }

    func finish(with last: Event?) {
        let waiters: [TaskParker] = state.withLock { state in
            if let last { add(last, to: &state) }
            state.isFinished = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.signal() }
    }

    /// The next event if there is one now.
    func tryNext() -> Event? {
        if case .event(let event) = step(else: nil) { event } else { nil }
    }

    private func step(else waiter: TaskParker?) -> Step {
        state.withLock { state in
            if !state.events.isEmpty { return .event(state.events.removeFirst()) }
            if state.missed > 0 {
                defer { state.missed = 0 }
                return .event(makeMissed(state.missed))
            }
            if state.isFinished { return .end }
            if let waiter { state.waiters.append(waiter) }
            return .wait
        }
    }

    /// The next event; nil at the end, or when the task is cancelled.
    func next() async -> Event? {
        while true {
            let parker = TaskParker()
            switch step(else: parker) {
            case .event(let event): return event
            case .end: return nil
            case .wait: break
            }
            await withTaskCancellationHandler {
                await parker.wait()
            } onCancel: {
                parker.signal()
            }
            if Task.isCancelled {
                state.withLock { $0.waiters.removeAll { $0 === parker } }
                return nil
            }
        }
    }
}
