extension LaneBaton {
    /// What somebody who comes to look for a moment has to do.
    enum Look {
        /// It holds the baton.
        case drive
        /// It waits for the baton, and wakes the worker first if asked to.
        case await(wakesWorker: Bool)
        /// Others are needed to run the lane.
        case refrain
    }

    /// Somebody comes to look for a moment, and then leaves like any caller.
    mutating func lookerArrives(at now: ContinuousClock.Instant) -> Look {
        guard !isFinished, !isStopping, waiters == 0, looker == .none else { return .refrain }
        switch holder {
        case .nobody:
            take(at: now)
            return .drive
        case .worker where pending.isEmpty:
            looker = .waits
            return .await(wakesWorker: wakeSleeper())
        case .worker, .caller:
            return .refrain
        }
    }

    /// Whether the looker that waits for the baton has it now. `givesUp`: if not, it waits no longer.
    mutating func lookerAsks(at now: ContinuousClock.Instant, givesUp: Bool) -> Bool {
        if looker == .waits, holder == .nobody, !isFinished, !isStopping {
            take(at: now)
            looker = .holds
        }
        let holds = looker == .holds
        if holds || givesUp { looker = .none }
        return holds
    }

    /// A worker that has nothing to do leaves the baton to one who looks.
    mutating func yieldToLooker() -> Bool {
        guard looker == .waits else { return false }
        looker = .holds
        holder = .caller
        isWorkerRefused = false
        return true
    }
}
