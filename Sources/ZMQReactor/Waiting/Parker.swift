internal import Synchronization

/// Blocks one thread until another signals it.
///
/// Everything may be called from any thread, but only one thread at a time may wait. The thread that waits
/// calls `reset` before it tells others that it waits; a signal that comes before the wait is not lost.
package final class Parker: Sendable {
    /// Why a wait ended.
    enum Wake {
        case signalled
        case nudged
        case timedOut
    }

    // What `phase` may be.
    private static let idle: UInt8 = 0
    private static let signalled: UInt8 = 1
    private static let sleeping: UInt8 = 2
    private static let driving: UInt8 = 3
    private static let nudged: UInt8 = 4

    /// How often `look` looks: about 50 µs, in which a thread that sleeps is woken, answers and has its answer seen.
    private static let looks = 40_000

    private let phase = Atomic<UInt8>(Parker.idle)
    private let mutex = PosixMutex()
    private let condition = PosixCondition()

    /// Who wakes the thread while it drives a lane.
    private let waker = Guarded<(any DriverWaker)?>(nil)

    package init() {}

    deinit {
        condition.destroy()
        mutex.destroy()
    }

    /// Whether `signal` has been called since the last `reset`.
    package var isSignalled: Bool {
        // pairs with the exchange in signal(): what was done before the signal is seen after it
        phase.load(ordering: .acquiring) == Parker.signalled
    }

    /// Ends the wait, present or next. Calling it again before `reset` changes nothing; it costs one atomic
    /// exchange when nobody sleeps.
    package func signal() {
        wake(from: phase.exchange(Parker.signalled, ordering: .acquiringAndReleasing))
    }

    /// Forgets a signal. Only for the thread that waits, while nobody else knows of the parker.
    package func reset() {
        phase.store(Parker.idle, ordering: .releasing)
    }

    /// Looks for a signal for some microseconds, which is less than a sleep costs two threads; says whether there
    /// was one.
    package func look() -> Bool {
        for _ in 0..<Parker.looks {
            if phase.load(ordering: .relaxed) == Parker.signalled { return isSignalled }
        }
        return isSignalled
    }

    /// Blocks until `signal` is called or `deadline` has passed (`nil`: for ever); says whether it was signalled.
    package func wait(until deadline: ContinuousClock.Instant?) -> Bool {
        while true {
            switch park(until: deadline) {
            case .signalled: return true
            case .timedOut: return false
            case .nudged: continue
            }
        }
    }

    /// Like `wait`, but also returns when nudged.
    func park(until deadline: ContinuousClock.Instant?) -> Wake {
        mutex.lock()
        defer { mutex.unlock() }
        var seen = phase.compareExchange(
            expected: Parker.idle, desired: Parker.sleeping, ordering: .acquiringAndReleasing)
        if seen.exchanged { seen.original = Parker.sleeping }
        while seen.original == Parker.sleeping {
            if let deadline {
                let left = ContinuousClock.now.duration(to: deadline)
                if left <= .zero {
                    seen = phase.compareExchange(
                        expected: Parker.sleeping, desired: Parker.idle, ordering: .acquiringAndReleasing)
                    if seen.exchanged { return .timedOut }
                    break
                }
                condition.wait(with: mutex, atMost: left)
            } else {
                condition.wait(with: mutex)
            }
            seen.original = phase.load(ordering: .acquiring)
        }
        if seen.original == Parker.nudged {
            // A signal may have come after the nudge; it must stay.
            _ = phase.compareExchange(
                expected: Parker.nudged, desired: Parker.idle, ordering: .acquiringAndReleasing)
            return .nudged
        }
        return .signalled
    }

    /// Makes `park` return without a signal, now or the next time.
    func nudge() {
        var current = phase.load(ordering: .relaxed)
        while current == Parker.idle || current == Parker.sleeping {
            let attempt = phase.weakCompareExchange(
                expected: current, desired: Parker.nudged, ordering: .acquiringAndReleasing)
            if attempt.exchanged { return wake(from: current) }
            current = attempt.original
        }
    }

    /// From now on `signal` calls `newWaker` instead of waking a sleeping thread. False when it has been
    /// signalled already. Only for the thread that waits.
    func beginDriving(_ newWaker: any DriverWaker) -> Bool {
        waker.withLock { $0 = newWaker }
        var current = phase.load(ordering: .relaxed)
        while current != Parker.signalled {
            let attempt = phase.weakCompareExchange(
                expected: current, desired: Parker.driving, ordering: .acquiringAndReleasing)
            if attempt.exchanged { return true }
            current = attempt.original
        }
        waker.withLock { $0 = nil }
        return false
    }

    /// Ends what `beginDriving` began.
    func endDriving() {
        _ = phase.compareExchange(
            expected: Parker.driving, desired: Parker.idle, ordering: .acquiringAndReleasing)
        waker.withLock { $0 = nil }
    }

    private func wake(from previous: UInt8) {
        switch previous {
        case Parker.sleeping:
            // The sleeper took the mutex before it said that it sleeps; once we have had it, it either waits on
            // the condition or will see the new phase. Signalled outside, so it need not wait for us.
            mutex.lock()
            mutex.unlock()
            condition.signal()
        case Parker.driving:
            // Nil when the driver has left meanwhile; a later driver is woken for nothing, which is harmless.
            waker.withLock { $0 }?.wakeDriver()
        default:
            break
        }
    }
}
