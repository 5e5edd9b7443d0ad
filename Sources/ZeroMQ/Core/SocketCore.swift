internal import ZMQReactor

/// What every socket is: its peers, its pattern, who waits for it, and its life.
///
/// All of it stands under one lock. Messages cross to other threads through the links' pipes, which have locks
/// of their own, so neither a connection nor an inproc peer takes the socket's lock for a message; only when a
/// pipe stops being empty or full.
///
/// Lock order: a socket, then one of its pipes, then a lane. Never two sockets.
final class SocketCore: Sendable {
    /// Where the socket stands in its life.
    enum Phase {
        case open
        case closed
        case terminated
    }

    struct State {
        var pattern: any SocketPattern
        var phase = Phase.open
        var links: [UInt64: Link] = [:]
        var senders = WaitList()
        var receivers = WaitList()
        var observers: [UInt64: ReadinessObserver] = [:]
        var endpoints: [any SocketEndpoint] = []
        var counters = SocketCounters()
        var peerWatchers: [PeerWatcher] = []
        var nextLane = 0
    }

    let id: UInt64
    let type: SocketType
    let options: SocketOptions
    let context: ContextCore
    let monitor: EventBroadcaster
    private let state: Guarded<State>

    init(_ type: SocketType, options: SocketOptions, context: ContextCore, id: UInt64) {
        self.id = id
        self.type = type
        self.options = options
        self.context = context
        monitor = EventBroadcaster()
        state = Guarded(State(pattern: type.makePattern(options)))
    }

    /// Runs `body` under the lock and then performs what it decided.
    @inline(__always)
    func locked<Result: Sendable>(
        sentAlone: Bool = false,
        _ body: (inout State, inout Effects) throws(ZMQError) -> Result
    ) throws(ZMQError) -> Result {
        var effects = Effects()
        defer { if !effects.isEmpty { effects.perform(sentAlone: sentAlone) } }
        return try state.withLock { (state) throws(ZMQError) in
            try body(&state, &effects)
        }
    }

    /// Like `locked`, for what cannot fail.
    func update<Result: Sendable>(_ body: (inout State, inout Effects) -> Result) -> Result {
        var effects = Effects()
        let result = state.withLock { body(&$0, &effects) }
        if !effects.isEmpty { effects.perform() }
        return result
    }
}

extension SocketCore.State {
    /// Throws when the socket is not open any more.
    @inline(__always)
    func checkOpen(_ operation: String) throws(ZMQError) {
        guard phase != .open else { return }
        throw closedError(operation)
    }

    func closedError(_ operation: String) -> ZMQError {
        switch phase {
        case .terminated:
            ZMQError(.contextTerminated, operation: operation, reason: "the context was terminated")
        case .open, .closed:
            ZMQError(.socketClosed, operation: operation, reason: "the socket is closed")
        }
    }

    /// Somebody may be able to receive now: wakes the one who waits longest, and observers.
    mutating func signalReceivers(_ effects: inout Effects) {
        if let waiter = receivers.popFirst() { effects.resumed.append(waiter) }
        if !observers.isEmpty { notifyObservers(&effects) }
    }

    /// Somebody may be able to send now.
    mutating func signalSenders(_ effects: inout Effects) {
        if let waiter = senders.popFirst() { effects.resumed.append(waiter) }
        if !observers.isEmpty { notifyObservers(&effects) }
    }

    func notifyObservers(_ effects: inout Effects) {
        for observer in observers.values { effects.resumed.append(observer.waiter) }
    }
}
