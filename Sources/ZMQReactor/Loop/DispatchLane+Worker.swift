internal import Dispatch

extension DispatchLane {
    /// What a block or source handler on the lane's queue does: hold the baton and run turns until the lane is
    /// cold or a thread takes over.
    func work(for cause: LaneBaton.WorkerCause) {
        guard baton.withLock({ $0.workerArrives(for: cause) }) else { return }
        runAsWorker()
    }

    /// Runs turns: submitted work, due timers, ready descriptors, and again until there is nothing left.
    func runAsWorker() {
        beginHolding()
        // Readiness that was dealt with in an earlier hot period may bring us here once more for nothing; then
        // there is no reason to linger.
        var hasWorked = false
        while true {
            let worked = runPending()
            let wasDue = runner.runDueTimers()
            hasWorked = hasWorked || worked || wasDue
            if endIfStopping() { return }
            // Asked before the sleep begins: from then on the baton may be borrowed.
            let limit = hasWorked ? DispatchLane.lingerMilliseconds : 0
            let milliseconds = runner.sleepMilliseconds(until: nil, atMost: limit)
            switch baton.withLock({ $0.workerRests() }) {
            case .goOn:
                if poll(milliseconds: 0).handled > 0 { hasWorked = true }
            case .promote(let parker):
                endHolding()
                parker.nudge()
                return
            case .leave:
                endHolding()
                return
            case .sleep:
                let (handled, isWoken) = poll(milliseconds: milliseconds)
                if handled > 0 {
                    hasWorked = true
                } else if !isWoken, goCold() {
                    return
                }
            }
        }
    }

    /// Waits for readiness and deals with it. For the holder of the baton.
    func poll(milliseconds: Int32) -> (handled: Int, isWoken: Bool) {
        var isWoken = false
        let handled = runner.poll(milliseconds: milliseconds) {
            isWoken = endSleep()
        }
        return (handled, isWoken)
    }

    /// Gets the baton back after a sleep, and says whether somebody wanted the sleep to end.
    private func endSleep() -> Bool {
        while true {
            switch baton.withLock({ $0.endSleep() }) {
            case .goOn(let isWoken):
                beginHolding()
                return isWoken
            case .waitForBorrower:
                _ = lender.wait(until: nil)
                lender.reset()
            }
        }
    }

    /// Leaves the lane to Dispatch, unless something has come up.
    private func goCold() -> Bool {
        // What Dispatch does not look after.
        if runner.lenientTimers.nextDeadline != nil { return false }
        if let next = runner.timers.nextDeadline, next <= ContinuousClock.now { return false }
        armSource()
        setTimerSource()
        endHolding()
        if baton.withLock({ $0.workerLeaves() }) { return true }
        beginHolding()
        return false
    }

    private func armSource() {
        guard let source = runner.source, !baton.withLock({ $0.isArmed }) else { return }
        // Before the flag: whoever sees the flag may suspend the source again.
        source.resume()
        baton.withLock { $0.setArmed(true) }
    }

    /// Suspends the source for a thread that polls by itself.
    func disarmSource() {
        guard let source = runner.source, baton.withLock({ $0.isArmed }) else { return }
        source.suspend()
        baton.withLock { $0.setArmed(false) }
    }

    /// Sees to it that Dispatch comes when the next timer is due, if nobody else does.
    ///
    /// Lazily: a source that fires too early finds nothing to do and is set again. Deadlines mostly move away, and
    /// setting a source costs a trip to another thread.
    func setTimerSource() {
        guard let next = runner.timers.nextDeadline, runner.source != nil else { return }
        let now = ContinuousClock.now
        if let set = runner.timerSourceDeadline, set <= next, set > now { return }
        runner.timerSourceDeadline = next
        let (seconds, attoseconds) = now.duration(to: next).components
        let nanoseconds = min(seconds, 1_000_000) * 1_000_000_000 + attoseconds / 1_000_000_000
        let deadline = DispatchTime.now() + .nanoseconds(Int(max(nanoseconds, 0)))
        if let source = runner.timerSource {
            source.schedule(deadline: deadline, leeway: .microseconds(100))
        } else {
            let source = DispatchSource.makeTimerSource(queue: queue)
            source.setEventHandler { self.work(for: .timer) }
            source.schedule(deadline: deadline, leeway: .microseconds(100))
            source.activate()
            runner.timerSource = source
        }
    }
}
