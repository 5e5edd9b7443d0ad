/// The real reactor: lanes on Dispatch, TCP and Unix sockets. It costs nothing until a lane is made.
package final class DispatchReactor: Reactor {
    package let network: any Network
    private let lanes = Guarded<[DispatchLane]>([])

    /// Makes a reactor without a lane; `knownHosts` as for its network.
    package init(knownHosts: HostLookup? = nil) {
        network = SystemNetwork(knownHosts: knownHosts)
    }

    deinit {
        shutDown()
    }

    package var now: ContinuousClock.Instant {
        ContinuousClock.now
    }

    package func makeLane(named name: String) throws(SystemError) -> any Lane {
        let lane = try DispatchLane(named: name)
        lanes.withLock { $0.append(lane) }
        return lane
    }

    package func wait(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool {
        parker.wait(until: deadline)
    }

    package func shutDown() {
        let ending = lanes.withLock { lanes in
            defer { lanes = [] }
            return lanes
        }
        for lane in ending { lane.stop() }
    }
}
