internal import Synchronization
internal import ZMQReactor

/// What the sockets of a context share: lanes, the names of inproc, and the end of it all.
final class ContextCore: Sendable {
    private struct State {
        /// Open sockets. A socket leaves when it is closed, at the latest by its last user reference.
        var sockets: [UInt64: SocketCore] = [:]
        var lanes: [IOLane] = []
        var isTerminated = false
        var hasSockets = false
        /// Pollers, resumed at the end.
        var observers: [UInt64: Waiter] = [:]
    }

    let options: ContextOptions
    let reactor: any Reactor
    let inproc = InprocRegistry()
    private let process = ProcessIdentity()
    private let state = Guarded(State())
    private let ids = Atomic<UInt64>(1)
    /// Held while a lane is made. Others sleep on it, because that takes system calls; taken before the lock of
    /// `state`.
    private let makingLane = PosixMutex()

    /// Counts closing sockets, so that termination can wait for what they still send.
    let closing = ClosingCounter()

    init(options: ContextOptions, reactor: any Reactor) {
        self.options = options
        self.reactor = reactor
    }

    deinit {
        // Nobody can use the lanes any more; whatever still runs on them holds what it needs.
        reactor.shutDown()
        makingLane.destroy()
    }

    var now: ContinuousClock.Instant { reactor.now }

    /// A number that is given out once.
    func nextID() -> UInt64 {
        ids.add(1, ordering: .relaxed).oldValue
    }

    /// A context belongs to the process that made it: threads do not survive a fork.
    func checkNotForked(_ operation: String) throws(ZMQError) {
        guard process.isCurrent else {
            throw ZMQError(
                .forkedContext, operation: operation,
                reason: "the context was made by another process, before a fork",
                remedy: "make a context of its own in the child")
        }
    }

    func makeSocket(_ type: SocketType, options: SocketOptions) throws(ZMQError) -> SocketCore {
        let operation = "make a \(type) socket"
        try checkNotForked(operation)
        let options = try options.validated(for: type)
        try options.checkAffinity(forLanes: self.options.ioLanes, with: OptionCheck(operation: operation))
        let socket = SocketCore(type, options: options, context: self, id: nextID())
        let failure: ZMQError? = state.withLock { state in
            if state.isTerminated {
                return ZMQError(
                    .contextTerminated, operation: operation, reason: "the context was terminated")
            }
            if state.sockets.count >= self.options.maximumSockets {
                return ZMQError(
                    .tooManyFiles, operation: operation,
                    reason: "the context has \(state.sockets.count) sockets already",
                    remedy: "close some, or raise maximumSockets of the context")
            }
            state.sockets[socket.id] = socket
            return nil
        }
        if let failure { throw failure }
        return socket
    }

    func forget(_ id: UInt64) {
        _ = state.withLock { $0.sockets.removeValue(forKey: id) }
    }

    var socketCount: Int { state.withLock { $0.sockets.count } }

    /// Ends everything: whoever waits in a socket is told at once, what is queued is sent as far as each
    /// socket's linger policy allows, then the lanes end. Never waits for user code. Returns what was not sent.
    func beginTermination() {
        let (sockets, observers): ([SocketCore], [Waiter]) = state.withLock { state in
            state.isTerminated = true
            return (Array(state.sockets.values), Array(state.observers.values))
        }
        for socket in sockets { socket.close(as: .terminated) }
        for observer in observers { observer.resume() }
    }

    var isTerminated: Bool { state.withLock { $0.isTerminated } }

    /// Resumes `waiter` when the context is terminated, until the observer is removed.
    func observeEnd(_ waiter: Waiter) -> UInt64 {
        let id = nextID()
        state.withLock { $0.observers[id] = waiter }
        return id
    }

    func removeEndObserver(_ id: UInt64) {
        _ = state.withLock { $0.observers.removeValue(forKey: id) }
    }

    // MARK: Lanes

    /// The lane with this number, made when it is first needed.
    private func lane(at index: Int, for operation: String) throws(ZMQError) -> IOLane {
        if let lane = knownLane(at: index) { return lane }
        makingLane.lock()
        defer { makingLane.unlock() }
        while true {
            if let lane = knownLane(at: index) { return lane }
            let number = state.withLock { $0.lanes.count }
            let lane: any Lane
            do throws(SystemError) {
                lane = try reactor.makeLane(named: "zeromq.lane.\(number)")
            } catch {
                throw ZMQError(error, operation: operation, endpoint: nil)
            }
            state.withLock { $0.lanes.append(IOLane(lane, index: number)) }
        }
    }

    private func knownLane(at index: Int) -> IOLane? {
        state.withLock { $0.lanes.indices.contains(index) ? $0.lanes[index] : nil }
    }

    /// The lane of what has no connection: timers of waiting tasks, foreign descriptors.
    func firstLane(for operation: String) throws(ZMQError) -> IOLane {
        try lane(at: 0, for: operation)
    }

    /// The lanes that a socket's affinity allows for a new endpoint, a different one first each time.
    func chooseLanes(
        for socket: SocketCore, endpoint: Endpoint, operation: String
    ) throws(ZMQError) -> [IOLane] {
        let allowed = (0..<options.ioLanes).filter { index in
            socket.options.affinity == 0 || socket.options.affinity & (1 << UInt64(index)) != 0
        }
        guard !allowed.isEmpty else {
            throw ZMQError(
                .noLanes, operation: operation, endpoint: endpoint.description,
                reason: "the context has no I/O lane",
                remedy: "only inproc works without one; set ioLanes of the context")
        }
        let first = socket.nextLaneTurn() % allowed.count
        var lanes: [IOLane] = []
        for index in allowed[first...] + allowed[..<first] {
            lanes.append(try lane(at: index, for: operation))
        }
        return lanes
    }

    // MARK: Waiting

    /// Blocks the calling thread until `parker` is signalled, and runs `lane` meanwhile.
    func wait(
        for parker: Parker, on lane: IOLane?, until deadline: ContinuousClock.Instant?
    ) -> Bool {
        guard let lane else { return reactor.wait(for: parker, until: deadline) }
        return lane.lane.wait(for: parker, until: deadline)
    }

    /// Suspends the task until `parker` is signalled, the task is cancelled, or `deadline` is there. Says
    /// whether the task was cancelled.
    ///
    /// Throws, without having waited, when the system has nothing left for the lane that keeps the time. Who has
    /// given the parker to others takes it back then.
    func suspend(
        _ parker: TaskParker, on lane: IOLane?, until deadline: ContinuousClock.Instant?
    ) async throws(ZMQError) -> Bool {
        var alarm: Alarm?
        if let deadline {
            let lane: IOLane = if let lane { lane } else { try firstLane(for: "wait") }
            alarm = Alarm(parker, at: deadline, on: lane.lane)
        }
        lane?.lane.addWaiter()
        await withTaskCancellationHandler {
            await parker.wait()
        } onCancel: {
            parker.signal()
        }
        lane?.lane.removeWaiter()
        alarm?.cancel()
        return Task.isCancelled
    }
}
