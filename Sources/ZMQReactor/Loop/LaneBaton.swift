/// Who runs a lane, what is waiting to be run, and who must be woken: the decisions, without the actions.
///
/// Kept under the lane's lock; every method says what its caller has to do once the lock is open again. The state
/// is changed by the extensions of this type only.
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
        /// Go; somebody who looks has the baton now.
        case leave
    }

    /// Whether somebody who looks for a moment wants the baton of a worker that has nothing to do.
    enum Looker {
        case none
        case waits
        case holds
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

    var holder = Holder.nobody
    var pending: [LaneWork] = []
    /// Counts up with each job and whenever pending work is taken: a task of this era is still pending, behind the last
    /// job.
    var era: UInt64 = 1

    /// Whether the Dispatch source is active, so that readiness starts a worker. Changed by the holder.
    var isArmed = true
    var isStopping = false
    var isFinished = false

    /// Whether the holder sleeps on the event queue, and whether somebody has woken it already.
    var isSleeping = false
    var isWoken = false
    /// Whether a thread with something to send has borrowed the sleeper's baton, and whether the sleeper is awake
    /// and wants it back.
    var isLent = false
    var isLenderWaiting = false

    /// Whether a worker block is on its way.
    var isWorkerRequested = false
    /// Whether a worker came for readiness or a timer while a caller held the baton with the source active.
    var isWorkerRefused = false

    /// Threads asleep in `wait`, first come first.
    var parked: [(ticket: UInt64, parker: Parker)] = []
    var nextTicket: UInt64 = 0
    /// The parked thread that has been given the baton and does not know yet.
    var promoted: UInt64?

    var looker = Looker.none

    /// Tasks suspended on this lane's events; nobody would run the lane for them.
    var waiters = 0

    var hasCaretaker = false
    /// Whether the lane has timers that the caretaker sees to.
    var needsTending = false
    /// Whether somebody has driven since the caretaker's last look.
    var wasDriven = false

    /// When a thread ran the lane last, and how often on end one came back to wait soon after that.
    var ranUntil: ContinuousClock.Instant?
    var promptReturns = 0
    /// How often pending work was taken, and how often it had been when the caretaker last saw some.
    var takings: UInt64 = 0
    var takingsAtLook: UInt64?
}
