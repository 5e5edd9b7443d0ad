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

    /// How soon after it last ran the lane a thread is back when that is prompt.
    private static let promptReturn = Duration.milliseconds(1)

    /// A thread comes to wait on `parker`.
    mutating func callerArrives(_ parker: Parker, at now: ContinuousClock.Instant) -> Arrival {
        if isFinished || isStopping { return .sleep }
        if holder == .nobody {
            take(at: now)
            return .drive
        }
        nextTicket += 1
        parked.append((nextTicket, parker))
        // A worker that merely lingers is asked to let go.
        let wakes = holder == .worker && wakeSleeper()
        return .park(ticket: nextTicket, wakesHolder: wakes)
    }

    mutating func take(at now: ContinuousClock.Instant) {
        let isPrompt = ranUntil.map { $0.duration(to: now) < Self.promptReturn } ?? false
        promptReturns = isPrompt ? promptReturns + 1 : 0
        holder = .caller
        isWorkerRefused = false
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
        era &+= 1
        takings &+= 1
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
        if yieldToLooker() { return .leave }
        if let parker = promote() { return .promote(parker) }
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

}
