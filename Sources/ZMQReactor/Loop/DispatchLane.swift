internal import Dispatch
internal import Synchronization

/// The lane of the real reactor: a serial dispatch queue that polls for itself while there is traffic, and can be
/// run by a thread that waits.
///
/// Whoever holds the *baton* runs the lane. Cold: nobody holds it, Dispatch watches the one descriptor that all
/// others are nested in, and the next timer. Hot: a Dispatch worker holds it, runs turns, and lingers a little in
/// the event queue before it goes cold. Driven: a thread in `wait` holds it and polls itself, the Dispatch source
/// being suspended, because two thread hops per message would cost more than the message. A thread that leaves
/// does not give the lane back to Dispatch at once; a caretaker does so when nobody has come again for a while.
package final class DispatchLane: Lane, DriverWaker {
    /// What a worker sleeps for before it goes cold. Long enough for the answer to a message over a fast
    /// network, short enough that a blocked worker is no burden.
    static let lingerMilliseconds: Int32 = 1

    let queue: DispatchQueue
    let baton = Guarded(LaneBaton())
    let waker: WakeDescriptor

    /// Whether threads and tasks that wait for an answer look for it before they sleep.
    let looking = Looking()

    /// How long they look.
    let lookDuration: Duration

    /// Where the holder waits whose baton was borrowed while it slept.
    let lender = Parker()

    /// Opened by the holder of the baton only.
    let confined: LaneConfined<LaneRunner>

    #if DEBUG
    /// The thread that holds the baton.
    let driver = Atomic<UInt>(0)
    #endif

    /// Opens the lane; it lives until `stop`.
    package init(named name: String, lookDuration: Duration) throws(SystemError) {
        self.lookDuration = lookDuration
        let runner = LaneRunner(events: try EventQueue())
        queue = DispatchQueue(label: name)
        waker = runner.events.waker
        confined = LaneConfined(runner)
        let source = DispatchSource.makeReadSource(fileDescriptor: runner.events.descriptor, queue: queue)
        runner.source = source
        source.setEventHandler { self.work(for: .readiness) }
        // Dispatch may look at the descriptor until the cancel handler runs.
        let events = LaneConfined(runner.events)
        source.setCancelHandler { events.value.close() }
        source.activate()
    }

    /// What only the holder of the baton may touch.
    var runner: LaneRunner {
        confined.value
    }

    package var now: ContinuousClock.Instant {
        ContinuousClock.now
    }

    // MARK: submitting

    package func execute(_ job: @escaping @Sendable () -> Void) {
        act(on: baton.withLock { $0.submit(.job(job)) })
    }

    package func schedule(_ task: LaneTaskReference) {
        act(on: baton.withLock { $0.submit(task) })
    }

    package func scheduleInline(_ task: LaneTaskReference) {
        switch baton.withLock({ $0.submitInline(task) }) {
        case .hold:
            beginHolding()
            // Work submitted meanwhile is left to a worker: the sender wants to get on.
            _ = runPending()
            leaveAsCaller()
        case .borrow:
            beginHolding()
            let before = runner.nextDeadline
            _ = runPending()
            let isEarlier = LaneRunner.isEarlier(runner.nextDeadline, than: before)
            endHolding()
            switch baton.withLock({ $0.giveBack(isSleepTooLong: isEarlier) }) {
            case .none: break
            case .wakeSleeper: waker.wake()
            case .signalLender: lender.signal()
            }
        case .leftToOthers(let notice):
            act(on: notice)
        }
    }

    package func addWaiter() {
        act(on: baton.withLock { $0.addWaiter() })
    }

    package func removeWaiter() {
        baton.withLock { $0.removeWaiter() }
    }

    package func wakeDriver() {
        if baton.withLock({ $0.wakeSleeper() }) { waker.wake() }
    }

    func act(on notice: LaneBaton.Notice) {
        switch notice {
        case .none: break
        case .requestWorker: queue.async { self.work(for: .request) }
        case .wakeSleeper: waker.wake()
        }
    }

    /// Runs what has been submitted so far, and says whether there was anything. For the holder of the baton.
    func runPending() -> Bool {
        let runner = runner
        baton.withLock { $0.takePending(&runner.work) }
        if runner.work.isEmpty { return false }
        for work in runner.work { work.run() }
        runner.work.removeAll(keepingCapacity: true)
        return true
    }

    // MARK: timers

    package func arm(_ timer: LaneTimer, at deadline: ContinuousClock.Instant) {
        assertOnLane()
        runner.arm(timer, at: deadline)
    }

    package func disarm(_ timer: LaneTimer) {
        assertOnLane()
        runner.disarm(timer)
    }

    // MARK: confinement

    package func assertOnLane() {
        #if DEBUG
        assert(
            driver.load(ordering: .relaxed) == Syscalls.currentThread,
            "this belongs to a lane that others run")
        #endif
    }

    func beginHolding() {
        #if DEBUG
        driver.store(Syscalls.currentThread, ordering: .relaxed)
        #endif
    }

    func endHolding() {
        #if DEBUG
        driver.store(0, ordering: .relaxed)
        #endif
    }
}
