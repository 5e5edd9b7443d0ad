internal import Dispatch

extension DispatchLane {
    /// Ends the lane: what has been submitted still runs, timers do not, and then the descriptors are closed.
    /// Returns at once. Callable from any thread, more than once.
    package func stop() {
        act(on: baton.withLock { $0.stop() })
    }

    /// Ends the lane if it has been told to, and says whether the caller is to leave. For the worker that holds
    /// the baton.
    func endIfStopping() -> Bool {
        let (isStopping, isFinished) = baton.withLock { ($0.isStopping && $0.pending.isEmpty, $0.isFinished) }
        guard isStopping else { return false }
        if !isFinished { finish() }
        endHolding()
        if baton.withLock({ $0.workerLeaves() }) { return true }
        beginHolding()
        return false
    }

    private func finish() {
        if let source = runner.source {
            // A suspended source must not be released, and its cancel handler would not run.
            if !baton.withLock({ $0.isArmed }) {
                source.resume()
                baton.withLock { $0.setArmed(true) }
            }
            source.cancel()
        }
        runner.source = nil
        runner.timerSource?.cancel()
        runner.timerSource = nil
        runner.removeAll()
        for parker in baton.withLock({ $0.finish() }) { parker.nudge() }
    }
}
