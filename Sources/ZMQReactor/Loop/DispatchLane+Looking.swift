extension DispatchLane {
    package func look(until isDone: () -> Bool) -> Bool {
        guard looking.isWorthIt() else { return false }
        let start = now
        let end = start.advanced(by: lookDuration)
        switch baton.withLock({ $0.lookerArrives(at: start) }) {
        case .drive: break
        case .await(let wakesWorker):
            if wakesWorker { waker.wake() }
            guard awaitBaton(until: end) else { return false }
        case .refrain: return false
        }
        beginHolding()
        disarmSource()
        var isFound = false
        repeat {
            let worked = runPending()
            let wasDue = runner.runDueTimers()
            if poll(milliseconds: 0).handled > 0 || worked || wasDue { isFound = isDone() }
        } while !isFound && now < end
        // What the caller's own steps have submitted.
        _ = runPending()
        leaveAsCaller()
        looking.note(success: isFound)
        return isFound
    }

    /// Waits until the worker has let go; false when it has not in time.
    private func awaitBaton(until end: ContinuousClock.Instant) -> Bool {
        while true {
            let now = now
            if baton.withLock({ $0.lookerAsks(at: now, givesUp: now >= end) }) { return true }
            if now >= end { return false }
        }
    }
}
