import ZMQReactor

/// The real reactor, whose lanes a test can get at.
final class RecordingReactor: Reactor {
    private let reactor = DispatchReactor()
    private let made = Guarded<[any Lane]>([])

    /// The lanes that have been made, in order.
    var lanes: [any Lane] { made.withLock { $0 } }

    var network: any Network { reactor.network }

    var now: ContinuousClock.Instant { reactor.now }

    func makeLane(named name: String) throws(SystemError) -> any Lane {
        let lane = try reactor.makeLane(named: name)
        made.withLock { $0.append(lane) }
        return lane
    }

    func wait(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool {
        reactor.wait(for: parker, until: deadline)
    }

    func shutDown() { reactor.shutDown() }
}

/// A lane on which nothing happens until it is let go.
final class BlockedLane: Sendable {
    private let release = Parker()

    /// Returns when nothing happens on `lane` any more.
    init(_ lane: any Lane) {
        let blocked = Parker()
        lane.execute { [release] in
            blocked.signal()
            _ = release.wait(until: nil)
        }
        _ = blocked.wait(until: nil)
    }

    deinit { letGo() }

    func letGo() { release.signal() }
}
