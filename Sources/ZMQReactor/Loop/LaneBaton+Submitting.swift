extension LaneBaton {
    /// After so many prompt returns on end a driver is expected back.
    private static let trustedReturns = 16

    mutating func submit(_ work: LaneWork) -> Notice {
        append(work)
        return notice()
    }

    /// Submits a task that a thread which is expected to wait soon may run then.
    ///
    /// A thread that came back to wait at once many times on end will do so again. What it sends meanwhile, the replies
    /// to a handful of requests for example, is left to it, and what goes to one peer leaves together: a ROUTER with
    /// 100 clients answered 1.5 times as many requests. Should it not come back, the caretaker sees to it, and nothing
    /// is left to anybody until that is earned again.
    mutating func submit(_ task: LaneTaskReference) -> Notice {
        append(.task(task))
        return isDriverExpected ? .none : notice()
    }

    /// Whether nobody runs the lane, and a thread that did so will be back at once.
    private var isDriverExpected: Bool {
        holder == .nobody && promptReturns >= Self.trustedReturns && hasCaretaker && !isArmed
            && !isWorkerRequested
            && waiters == 0 && !isStopping && !isFinished
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
        switch work {
        case .job:
            // A task scheduled after a job must see what the job did.
            era &+= 1
        case .task(let reference):
            // It is pending already.
            if reference.era == era { return }
            reference.era = era
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

    mutating func requestWorker() -> Bool {
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
