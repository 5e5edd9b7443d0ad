extension LaneBaton {
    /// The worker goes, with the source active; false when there is something to do after all.
    mutating func workerLeaves() -> Bool {
        guard pending.isEmpty, !isStopping || isFinished else { return false }
        if parked.contains(where: { !$0.parker.isSignalled }), !isFinished { return false }
        holder = .nobody
        return true
    }

    /// A caller goes. `hasWork`: the lane needs somebody at once, for reasons of the runner's. `hasLenientTimers`: it
    /// needs somebody soon.
    mutating func callerLeaves(
        at now: ContinuousClock.Instant, hasWork: Bool, hasLenientTimers: Bool = false
    ) -> Departure {
        holder = .nobody
        needsTending = hasLenientTimers
        ranUntil = now
        if isStopping { return requestWorker() ? .requestWorker : .none }
        if let parker = promote() { return .promote(parker) }
        let wantsWorker =
            hasWork || !pending.isEmpty || isWorkerRefused
            || (!isArmed && (waiters > 0 || !parked.isEmpty))
        isWorkerRefused = false
        if wantsWorker { return requestWorker() ? .requestWorker : .none }
        if isArmed, !needsTending { return .none }
        wasDriven = true
        if hasCaretaker { return .none }
        hasCaretaker = true
        return .startCaretaker
    }

    /// Gives the baton to the first parked thread that still waits.
    mutating func promote() -> Parker? {
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
        /// It holds the baton as a caller, to run timers.
        case tend
    }

    mutating func caretakerLooks() -> CaretakerVerdict {
        hasCaretaker = false
        // Whoever drives now starts another caretaker when it leaves.
        guard holder == .nobody, !isFinished, needsTending || !isArmed else { return .rest }
        if !pending.isEmpty, takingsAtLook == takings {
            promptReturns = 0
            holder = .worker
            return .takeOver
        }
        takingsAtLook = pending.isEmpty ? nil : takings
        if needsTending {
            needsTending = false
            holder = .caller
            return .tend
        }
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
        defer { parked = [] }
        return parked.map(\.parker)
    }
}
