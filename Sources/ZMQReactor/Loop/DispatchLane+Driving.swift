internal import Dispatch

extension DispatchLane {
    /// How often the caretaker looks whether threads still come and go.
    private static let caretakerMilliseconds = 1

    package func wait(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool {
        while !parker.isSignalled {
            let now = now
            switch baton.withLock({ $0.callerArrives(parker, at: now) }) {
            case .drive:
                return drive(for: parker, until: deadline)
            case .sleep:
                return parker.wait(until: deadline)
            case .park(let ticket, let wakesHolder):
                if wakesHolder { waker.wake() }
                let wake = parker.park(until: deadline)
                if baton.withLock({ $0.callerLeavesParking(ticket) }) {
                    return drive(for: parker, until: deadline)
                }
                if wake == .timedOut { return false }
            }
        }
        return true
    }

    /// Runs the lane until `parker` is signalled, `deadline` has passed or the lane is to end.
    private func drive(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool {
        beginHolding()
        if parker.beginDriving(self) {
            disarmSource()
            runTurns(for: parker, until: deadline)
            parker.endDriving()
        }
        leaveAsCaller()
        return parker.isSignalled || baton.withLock { $0.isStopping } && parker.wait(until: deadline)
    }

    private func runTurns(for parker: Parker, until deadline: ContinuousClock.Instant?) {
        while true {
            _ = runPending()
            _ = runner.runDueTimers()
            if parker.isSignalled { return }
            if let deadline, ContinuousClock.now >= deadline { return }
            // Asked before the sleep begins: from then on the baton may be borrowed.
            let milliseconds = runner.sleepMilliseconds(until: deadline, atMost: nil)
            if baton.withLock({ $0.callerRests(unless: parker) }) {
                _ = poll(milliseconds: milliseconds)
            } else if baton.withLock({ $0.isStopping }) {
                return
            } else {
                _ = poll(milliseconds: 0)
            }
        }
    }

    /// Gives the baton up after `wait`, or after a task of the caller's.
    func leaveAsCaller() {
        let hasWork = runner.writers > 0
        let hasLenientTimers = runner.lenientTimers.nextDeadline != nil
        let now = now
        setTimerSource()
        endHolding()
        switch baton.withLock({
            $0.callerLeaves(at: now, hasWork: hasWork, hasLenientTimers: hasLenientTimers)
        }) {
        case .none: break
        case .promote(let parker): parker.nudge()
        case .requestWorker: act(on: .requestWorker)
        case .startCaretaker: startCaretaker()
        }
    }

    private func startCaretaker() {
        queue.asyncAfter(deadline: .now() + .milliseconds(DispatchLane.caretakerMilliseconds)) {
            switch self.baton.withLock({ $0.caretakerLooks() }) {
            case .rest: break
            case .lookAgain: self.startCaretaker()
            case .takeOver: self.runAsWorker()
            case .tend:
                self.beginHolding()
                _ = self.runner.runDueTimers()
                self.leaveAsCaller()
            }
        }
    }
}
