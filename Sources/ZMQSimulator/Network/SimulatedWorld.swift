internal import ZMQReactor

/// All hosts, who listens on them, the connections between them, and what is wrong with the network. Thread-safe.
final class SimulatedWorld: Sendable {
    /// Where an attempt to connect goes.
    enum Route {
        case host(String, delay: Duration)
        case unknownName(SystemError)
    }

    /// What it finds there.
    enum Meeting {
        case connected(SimulatedChannel)
        case refused
        /// No answer.
        case silence
    }

    struct State {
        var hosts: [String: HostRecord] = [:]
        var link: LinkConditions
        var links: [HostPair: LinkConditions] = [:]
        var partitions: Set<HostPair> = []
        var wires: [Wire] = []
        var inventedPaths = 0
    }

    let timeline: Timeline
    let state: Guarded<State>

    init(timeline: Timeline, link: LinkConditions) {
        self.timeline = timeline
        state = Guarded(State(link: link))
    }

    /// The host of this name: a new one when there was none, or when it has died.
    func start(_ name: String) -> SimulatedHost {
        let (host, old): (SimulatedHost, [Wire]) = state.withLock { state in
            if let record = state.hosts[name], !record.host.isDead { return (record.host, []) }
            let number = state.hosts[name]?.number ?? state.hosts.count + 1
            let host = SimulatedHost(
                name, address: "10.0.\(number / 256).\(number % 256)", timeline: timeline)
            state.hosts[name] = HostRecord(host: host, number: number)
            return (host, state.wires.filter { $0.hosts.contains { $0.name == name } })
        }
        // It knows nothing of the connections of its former life, and says so to whoever goes on with them.
        for wire in old { wire.setHeld(state.withLock { $0.isPartitioned(wire) }) }
        return host
    }

    // MARK: Listening

    func listen(
        at address: NetworkAddress, on lane: SimulatedLane, handler: any ByteListenerHandler & Sendable
    ) throws(SystemError) -> SimulatedListener {
        try state.withLock { (state) throws(SystemError) in
            let name = lane.host.name
            guard var record = state.hosts[name] else { throw .noAddress(name) }
            let (key, bound) = try state.bindingKey(for: address, on: &record)
            guard record.listeners[key] == nil else { throw .addressInUse }
            let listener = SimulatedListener(bound, on: lane, in: self, handler: handler)
            record.listeners[key] = listener
            state.hosts[name] = record
            return listener
        }
    }

    func remove(_ listener: SimulatedListener) {
        let name = listener.lane.host.name
        state.withLock { state in
            let found = state.hosts[name]?.listeners.first { $0.value === listener }
            if let found { state.hosts[name]?.listeners[found.key] = nil }
        }
    }

    /// Whether the next peer cannot be accepted; counts down.
    func failsAccepting(_ host: SimulatedHost) -> Bool {
        state.withLock { state in
            guard let left = state.hosts[host.name]?.acceptFailures, left > 0 else { return false }
            state.hosts[host.name]?.acceptFailures = left - 1
            return true
        }
    }

    // MARK: Connecting

    func route(to address: NetworkAddress, from host: SimulatedHost) -> Route {
        let jitter = timeline.random { Double.random(in: 0..<1, using: &$0) }
        return state.withLock { state in
            guard let name = state.hostName(of: address, seenFrom: host.name) else {
                return .unknownName(.unknownName(address))
            }
            let link = state.conditions(HostPair(host.name, name))
            return .host(name, delay: link.delay + link.jitter * jitter)
        }
    }

    /// What an attempt to connect finds when it arrives.
    func meet(_ address: NetworkAddress, at name: String, from lane: SimulatedLane) -> Meeting {
        let pair = HostPair(lane.host.name, name)
        let found: (wire: Wire, listener: SimulatedListener, port: UInt16)?
        let isSilent: Bool
        (found, isSilent) = state.withLock { state in
            guard let record = state.hosts[name], !record.host.isSilent, !state.partitions.contains(pair)
            else { return (nil, true) }
            guard !record.refuses,
                let listener = record.listener(for: address, isLocal: lane.host.name == name)
            else { return (nil, false) }
            let wire = Wire(
                from: lane.host, to: record.host, conditions: state.conditions(pair), timeline: timeline)
            state.wires.append(wire)
            let port = state.hosts[lane.host.name]?.takePort() ?? 0
            return ((wire, listener, port), false)
        }
        guard let (wire, listener, port) = found else { return isSilent ? .silence : .refused }
        let near: String
        let far: String
        switch address {
        case .tcp(let tcp):
            near = "\(lane.host.address):\(port)"
            far = "\(listener.lane.host.address):\(tcp.port)"
        case .ipc(let path):
            near = path
            far = path
        }
        let accepted = SimulatedChannel(
            wire, .accepting, on: listener.lane, in: self, localAddress: far, remoteAddress: near)
        guard listener.offer(LaneConfined(accepted)) else {
            forget(wire)
            return .refused
        }
        return .connected(
            SimulatedChannel(
                wire, .connecting, on: lane, in: self, localAddress: near, remoteAddress: far))
    }

    func forget(_ wire: Wire) {
        state.withLock { $0.wires.removeAll { $0 === wire } }
    }
}
