/// The real reactor: lanes on Dispatch, TCP and Unix sockets. It costs nothing until a lane is made.
package final class DispatchReactor: Reactor {
    package let network: any Network
    private let lanes = Guarded<[DispatchLane]>([])
    private let lookDuration: Duration

    /// Makes a reactor without a lane.
    ///
    /// - Parameters:
    ///   - knownHosts: as for its network.
    ///   - lookDuration: how long those who wait look before they sleep: as long as it takes to wake the other side,
    ///     with what it answers.
    package init(knownHosts: HostLookup? = nil, lookDuration: Duration = .microseconds(100)) {
        network = SystemNetwork(knownHosts: knownHosts)
        self.lookDuration = lookDuration
    }

    deinit {
        shutDown()
    }

    package var now: ContinuousClock.Instant {
        ContinuousClock.now
    }

    package func makeLane(named name: String) throws(SystemError) -> any Lane {
        let lane = try DispatchLane(named: name, lookDuration: lookDuration)
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
