internal import ZMQReactor

/// The reactor of a context on a simulated host.
final class SimulatedReactor: Reactor {
    let simulation: Simulation
    let host: SimulatedHost
    let network: any Network
    private let lanes = Guarded<[SimulatedLane]>([])

    init(simulation: Simulation, host: SimulatedHost) {
        self.simulation = simulation
        self.host = host
        network = SimulatedNetwork(simulation.world, host: host)
    }

    var now: ContinuousClock.Instant { simulation.timeline.now }

    func randomNumber() -> UInt64 {
        simulation.timeline.random { $0.next() }
    }

    func makeLane(named name: String) -> any Lane {
        let lane = SimulatedLane(simulation.timeline, host: host, patience: simulation.patience)
        lanes.withLock { $0.append(lane) }
        return lane
    }

    func wait(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool {
        simulation.timeline.wait(for: parker, until: deadline, patience: simulation.patience)
    }

    func shutDown() {
        let ending = lanes.withLock { lanes in
            defer { lanes = [] }
            return lanes
        }
        for lane in ending { lane.end() }
    }
}
