import ZMQReactor

/// A reactor for inproc only, whose clock stands still until somebody waits: then the time is over at once.
final class VirtualClockReactor: Reactor {
    private let clock = Guarded(ContinuousClock.now)

    var network: any Network { DispatchReactor().network }

    var now: ContinuousClock.Instant { clock.withLock { $0 } }

    func advance(by duration: Duration) {
        clock.withLock { $0 = $0.advanced(by: duration) }
    }

    func makeLane(named name: String) throws(SystemError) -> any Lane {
        throw SystemError("make a lane", number: ErrorNumber.notSupported)
    }

    func wait(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool {
        guard !parker.isSignalled, let deadline else { return parker.wait(until: nil) }
        clock.withLock { $0 = max($0, deadline) }
        return false
    }

    func shutDown() {}
}
