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
        var phase = Phase.open
        /// Links by their own number, and those that lead to a peer by the peer's.
        var links: [UInt64: Link] = [:]
        var linksOfPeers: [UInt64: Link] = [:]
        /// Links of peers that are gone and of which something is unread.
        var departed = DepartedLinks()
        var senders = WaitList()
        var receivers = WaitList()
        /// Whoever waits for a change of subscriptions.
        var watchers = WaitList()
        /// Pollers, resumed whenever something can perhaps be received that could not.
        var receiveObservers: [UInt64: Waiter] = [:]
        /// Pollers, resumed whenever something can perhaps be sent that could not.
        var sendObservers: [UInt64: Waiter] = [:]
        var endpoints: [any SocketEndpoint] = []
        /// Inproc peers that were refused because another one has their place, and come back when one has gone.
        var refused: [InprocConnectedEndpoint] = []
        /// How many endpoints were disconnected and still send.
        var disconnecting = 0
        /// Whether all endpoints have ended with the socket.
        var hasClosed = false
        /// Whether nothing can happen any more.
        var isFinished: Bool { hasClosed && disconnecting == 0 }
        var counters = SocketStatistics()
        /// How many messages had been sent and received when a thread waited last.
        var sentAtWait: UInt64 = 0
        var receivedAtWait: UInt64 = 0
        /// How many messages had been sent when somebody looked for an answer last.
        var sentAtLook: UInt64 = 0
        var laneTurn = 0
    }

    let id: UInt64
    let type: SocketType
    /// Whether sending and receiving alternate: REQ and REP.
    let isLockStep: Bool
    let options: SocketOptions
    let context: ContextCore
    let monitor = EventBroadcaster<SocketEvent> { .missed(count: $0) }
    let peerEvents = EventBroadcaster<PeerEvent> { .missed(count: $0) }
    /// Whether threads that wait look for a signal before they sleep.
    let looking = Looking()
    private let state: Guarded<State>

    /// What makes the socket its type. Beside the state, not in it, because a constant is called without
    /// touching its reference count; used only with the lock of `state` held.
    private let lockedPattern: LockConfined<any SocketPattern>

    init(_ type: SocketType, options: SocketOptions, context: ContextCore, id: UInt64) {
        self.id = id
        self.type = type
        isLockStep = type.isLockStep
        self.options = options
        self.context = context
        lockedPattern = LockConfined(type.makePattern(options))
        state = Guarded(State())
    }

    /// With the lock held only.
    @inline(__always)
    var pattern: any SocketPattern { lockedPattern.value }

    /// Counts up, to spread endpoints over lanes.
    func nextLaneTurn() -> Int {
        update { state, _ in
            defer { state.laneTurn &+= 1 }
            return state.laneTurn
        }
    }

    /// Runs `body` under the lock and then performs what it decided.
    @inline(__always)
    func locked<Result: Sendable>(
        sentAlone: Bool = false,
        _ body: (inout State, inout Effects) throws(ZMQError) -> Result
    ) throws(ZMQError) -> Result {
        var effects = Effects()
        defer { if !effects.isEmpty { effects.perform(sentAlone: sentAlone, peerEvents, monitor) } }
        return try state.withLock { (state) throws(ZMQError) in
            defer { state.account(&effects) }
            return try body(&state, &effects)
        }
    }

    /// Like `locked`, for what cannot fail.
    func update<Result: Sendable>(_ body: (inout State, inout Effects) -> Result) -> Result {
        var effects = Effects()
        let result = state.withLock { state in
            defer { state.account(&effects) }
            return body(&state, &effects)
        }
        if !effects.isEmpty { effects.perform(sentAlone: false, peerEvents, monitor) }
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
    @inline(never)
    mutating func signalReceivers(_ effects: inout Effects) {
        if let waiter = receivers.popFirst() { effects.resume(waiter) }
        if !receiveObservers.isEmpty { effects.resume(receiveObservers.values) }
    }

    /// Somebody may be able to send now.
    @inline(never)
    mutating func signalSenders(_ effects: inout Effects) {
        if let waiter = senders.popFirst() { effects.resume(waiter) }
        if !sendObservers.isEmpty { effects.resume(sendObservers.values) }
    }

    func notifyObservers(_ effects: inout Effects) {
        effects.resume(receiveObservers.values)
        effects.resume(sendObservers.values)
    }

    /// Enters what was decided into the books, while the lock is still held.
    @inline(__always)
    mutating func account(_ effects: inout Effects) {
        if effects.hasNews { accountNews(&effects) }
    }

    @inline(never)
    private mutating func accountNews(_ effects: inout Effects) {
        effects.account(in: &counters)
        if effects.subscriptionsChanged {
            effects.resume(watchers.removeAll())
            // Who waited for a subscriber's room may not have to any more.
            effects.resume(senders.removeAll())
        }
        if effects.turnChanged { notifyObservers(&effects) }
    }
}
