/// Who runs a lane, what is waiting to be run, and who must be woken: the decisions, without the actions.
///
/// Kept under the lane's lock; every method says what its caller has to do once the lock is open again.
struct LaneBaton {
    enum Holder {
        /// Nobody. Dispatch is watching if `isArmed`; if not, a caretaker will see to it that it does.
        case nobody
        /// A Dispatch worker.
        case worker
        /// A thread in `wait` or `scheduleInline`.
        case caller
    }

    /// What the submitter of work has to do.
    enum Notice {
        case none
        /// Submit a worker block to the lane's queue.
        case requestWorker
        /// Write to the wake-up descriptor.
        case wakeSleeper
    }

    /// What became of a task that was to run at once.
    enum InlineSubmission {
        /// The submitter holds the baton now and runs what is pending.
        case hold
        /// The submitter runs what is pending while the holder sleeps, and gives the baton back.
        case borrow
        case leftToOthers(Notice)
    }

    /// What has to be done once a borrowed baton has been given back.
    enum GivingBack {
        case none
        /// Wake the sleeping holder.
        case wakeSleeper
        /// The holder is awake and waits for the baton.
        case signalLender
    }

    /// What a holder finds that wakes from its sleep.
    enum Awakening {
        /// It goes on. `isWoken`: it was somebody's wish that the sleep ended.
        case goOn(isWoken: Bool)
        /// The baton is lent; wait until it comes back, and ask again.
        case waitForBorrower
    }

    /// What a thread that comes to wait has to do.
    enum Arrival {
        /// It holds the baton and runs the lane.
        case drive
        /// It sleeps on its parker, and wakes the holder first if asked to.
        case park(ticket: UInt64, wakesHolder: Bool)
        /// The lane has ended: it sleeps on its parker, unknown to the lane.
        case sleep
    }

    /// Why a Dispatch worker has come.
    enum WorkerCause {
        case request
        case readiness
        case timer
    }

    /// What a worker with nothing left to do does next.
    enum Rest {
        /// Sleep on the event queue; submitters wake it.
        case sleep
        /// There is something to do after all.
        case goOn
        /// Nudge this one, which has the baton now, and go.
        case promote(Parker)
    }

    /// What the holder that gave the baton up has to do.
    enum Departure {
        case none
        /// Nudge this one, which has the baton now.
        case promote(Parker)
        case requestWorker
        /// Look again in a while whether anybody still drives.
        case startCaretaker
    }

    private(set) var holder = Holder.nobody
    private(set) var pending: [LaneWork] = []

    /// Whether the Dispatch source is active, so that readiness starts a worker. Changed by the holder.
    private(set) var isArmed = true
    private(set) var isStopping = false
    private(set) var isFinished = false

    /// Whether the holder sleeps on the event queue, and whether somebody has woken it already.
    private var isSleeping = false
    private var isWoken = false
    /// Whether a thread with something to send has borrowed the sleeper's baton, and whether the sleeper is awake
    /// and wants it back.
    private var isLent = false
    private var isLenderWaiting = false

    /// Whether a worker block is on its way.
    private var isWorkerRequested = false
    /// Whether a worker came for readiness or a timer while a caller held the baton with the source active.
    private var isWorkerRefused = false

    /// Threads asleep in `wait`, first come first.
    private var parked: [(ticket: UInt64, parker: Parker)] = []
    private var nextTicket: UInt64 = 0
    /// The parked thread that has been given the baton and does not know yet.
    private var promoted: UInt64?

    /// Tasks suspended on this lane's events; nobody would run the lane for them.
    private var waiters = 0

    private var hasCaretaker = false
    /// Whether somebody has driven since the caretaker's last look.
    private var wasDriven = false
    /// Set when callers found more to do than they waited for: the lane then is better off with a worker
    /// that reads on while the caller consumes.
    private var isDrivingBarred = false
}

// MARK: submitting

extension LaneBaton {
    // A duplicate is looked for this far back; more are harmless.
    private static let duplicateSearchLimit = 64

    mutating func submit(_ work: LaneWork) -> Notice {
        append(work)
        return notice()
    }

    /// Takes the baton for the pending work if it is free, or borrows it if its holder sleeps.
    mutating func submitInline(_ task: LaneTaskReference) -> InlineSubmission {
        append(.task(task))
        if isFinished || isStopping { return .leftToOthers(notice()) }
        if holder == .nobody {
            holder = .caller
            return .hold
        }
        // A sleeper that nobody has woken touches nothing until it has asked for the baton again.
        if isSleeping, !isWoken, !isLent {
            isLent = true
            return .borrow
        }
        return .leftToOthers(notice())
    }

    /// A borrowed baton goes back. `isSleepTooLong`: a timer was armed that the sleeper does not know of.
    mutating func giveBack(isSleepTooLong: Bool) -> GivingBack {
        isLent = false
        if isLenderWaiting {
            isLenderWaiting = false
            return .signalLender
        }
        let mustWake = isSleepTooLong || !pending.isEmpty || isStopping
        return mustWake && wakeSleeper() ? .wakeSleeper : .none
    }

    private mutating func append(_ work: LaneWork) {
        if case .task(let reference) = work {
            // Only back to the last job: a task scheduled after a job must see what the job did.
            search: for earlier in pending.suffix(LaneBaton.duplicateSearchLimit).reversed() {
                switch earlier {
                case .job: break search
                case .task(let other): if other.task === reference.task { return }
                }
            }
        }
        pending.append(work)
    }

    /// What it takes to make somebody notice a change.
    private mutating func notice() -> Notice {
        switch holder {
        case .nobody: requestWorker() ? .requestWorker : .none
        case .worker, .caller: wakeSleeper() ? .wakeSleeper : .none
        }
    }

    private mutating func requestWorker() -> Bool {
        if isWorkerRequested { return false }
        isWorkerRequested = true
        return true
    }

    /// Whether the holder sleeps and nobody has woken it yet.
    mutating func wakeSleeper() -> Bool {
        if !isSleeping || isWoken { return false }
        isWoken = true
        return true
    }

    mutating func addWaiter() -> Notice {
        waiters += 1
        return holder == .nobody && !isArmed && requestWorker() ? .requestWorker : .none
    }

    mutating func removeWaiter() {
        waiters -= 1
    }

    mutating func stop() -> Notice {
        isStopping = true
        return notice()
    }
}

// MARK: holding

extension LaneBaton {
    /// A worker block or a source's handler has started; says whether it holds the baton now.
    mutating func workerArrives(for cause: WorkerCause) -> Bool {
        if cause == .request { isWorkerRequested = false }
        guard holder == .nobody else {
            // A source that is about to be suspended may still fire; whoever suspends it looks for itself.
            if isArmed || cause == .timer { isWorkerRefused = true }
            return false
        }
        holder = .worker
        return true
    }

    /// A thread comes to wait on `parker`.
    mutating func callerArrives(_ parker: Parker) -> Arrival {
        if isFinished || isStopping { return .sleep }
        if holder == .nobody, !isDrivingBarred {
            holder = .caller
            isWorkerRefused = false
            return .drive
        }
        nextTicket += 1
        parked.append((nextTicket, parker))
        // A worker that merely lingers is asked to let go.
        let wakes = holder == .worker && !isDrivingBarred && wakeSleeper()
        return .park(ticket: nextTicket, wakesHolder: wakes)
    }

    /// A thread that had parked is awake; says whether it has been given the baton meanwhile.
    mutating func callerLeavesParking(_ ticket: UInt64) -> Bool {
        if promoted == ticket {
            promoted = nil
            isWorkerRefused = false
            return true
        }
        parked.removeAll { $0.ticket == ticket }
        return false
    }

    /// Takes what is to be run, leaving the emptied `spare` in its place.
    mutating func takePending(_ spare: inout [LaneWork]) {
        swap(&pending, &spare)
    }

    /// A driving caller wants to sleep; says whether nothing speaks against it. Submitters wake it then.
    mutating func callerRests(unless parker: Parker) -> Bool {
        isWoken = false
        // Asked under the lock: a signal that comes later finds the sleeper.
        guard pending.isEmpty, !isStopping, !parker.isSignalled else { return false }
        isSleeping = true
        return true
    }

    /// The worker has nothing to do now.
    mutating func workerRests() -> Rest {
        isWoken = false
        guard pending.isEmpty, !isStopping else { return .goOn }
        if !isDrivingBarred, let parker = promote() { return .promote(parker) }
        isSleeping = true
        return .sleep
    }

    /// The holder is awake.
    mutating func endSleep() -> Awakening {
        if isLent {
            isLenderWaiting = true
            isWoken = true
            return .waitForBorrower
        }
        isSleeping = false
        return .goOn(isWoken: isWoken)
    }

    mutating func setArmed(_ armed: Bool) {
        isArmed = armed
    }

    /// Whether threads should rather park than drive, for now.
    mutating func barDriving(_ barred: Bool) {
        isDrivingBarred = barred
    }
}

// MARK: giving up

extension LaneBaton {
    /// The worker goes, with the source active; false when there is something to do after all.
    mutating func workerLeaves() -> Bool {
        guard pending.isEmpty, !isStopping || isFinished else { return false }
        isDrivingBarred = false
        if parked.contains(where: { !$0.parker.isSignalled }), !isFinished { return false }
        holder = .nobody
        return true
    }

    /// A caller goes. `hasWork`: the lane needs somebody at once, for reasons of the runner's.
    mutating func callerLeaves(hasWork: Bool) -> Departure {
        holder = .nobody
        if isStopping { return requestWorker() ? .requestWorker : .none }
        if !isDrivingBarred, let parker = promote() { return .promote(parker) }
        let wantsWorker =
            hasWork || !pending.isEmpty || isWorkerRefused || isDrivingBarred
            || (!isArmed && (waiters > 0 || !parked.isEmpty))
        isWorkerRefused = false
        if wantsWorker { return requestWorker() ? .requestWorker : .none }
        if isArmed { return .none }
        wasDriven = true
        if hasCaretaker { return .none }
        hasCaretaker = true
        return .startCaretaker
    }

    /// Gives the baton to the first parked thread that still waits.
    private mutating func promote() -> Parker? {
        guard let index = parked.firstIndex(where: { !$0.parker.isSignalled }) else { return nil }
        let (ticket, parker) = parked.remove(at: index)
        promoted = ticket
        holder = .caller
        return parker
    }

    /// What the caretaker found.
    enum CaretakerVerdict {
        case lookAgain
        case rest
        /// It holds the baton as a worker.
        case takeOver
    }

    mutating func caretakerLooks() -> CaretakerVerdict {
        hasCaretaker = false
        // Whoever drives now starts another caretaker when it leaves.
        guard holder == .nobody, !isArmed, !isFinished else { return .rest }
        if wasDriven {
            wasDriven = false
            hasCaretaker = true
            return .lookAgain
        }
        holder = .worker
        return .takeOver
    }

    /// The worker has ended the lane. Returns who must be nudged, to wait by themselves.
    mutating func finish() -> [Parker] {
        isFinished = true
        isDrivingBarred = false
        defer { parked = [] }
        return parked.map(\.parker)
    }
}
