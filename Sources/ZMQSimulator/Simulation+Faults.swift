internal import ZMQReactor

extension Simulation {
    // MARK: The network

    /// Changes what the network between two hosts is like, also for connections that are there.
    public func setLink(_ one: String, _ other: String, _ conditions: LinkConditions) {
        let pair = HostPair(one, other)
        world.state.withLock { $0.links[pair] = conditions }
        for wire in world.wires(between: pair) { wire.setConditions(conditions) }
    }

    /// Breaks all connections between two hosts at once: both sides notice, bytes on their way are lost. New
    /// connections can be made.
    public func cut(_ one: String, _ other: String) {
        for wire in world.wires(between: HostPair(one, other)) { wire.cut() }
    }

    /// Keeps everything between two hosts from arriving, without anybody noticing. Attempts to connect get no
    /// answer.
    public func partition(_ one: String, _ other: String) {
        let pair = HostPair(one, other)
        _ = world.state.withLock { $0.partitions.insert(pair) }
        for wire in world.wires(between: pair) { wire.setHeld(true) }
    }

    /// Ends a partition. On connections that both sides still have, what was held back arrives.
    public func heal(_ one: String, _ other: String) {
        let pair = HostPair(one, other)
        _ = world.state.withLock { $0.partitions.remove(pair) }
        for wire in world.wires(between: pair) where !world.state.withLock({ $0.isPartitioned(wire) }) {
            wire.setHeld(false)
        }
    }

    // MARK: Hosts

    /// Refuses connections to a host from now on, or again accepts them.
    public func refuseConnections(to host: String, _ refuses: Bool = true) {
        world.state.withLock { $0.hosts[host]?.refuses = refuses }
    }

    /// Lets the next `count` attempts of a host's listeners to accept a peer fail for want of file descriptors.
    public func failAccepts(on host: String, count: Int) {
        world.state.withLock { $0.hosts[host]?.acceptFailures = count }
    }

    /// Stops all programs of a host where they are. Their system goes on taking bytes as far as its buffers reach;
    /// nothing is read, answered or noticed.
    public func freeze(_ host: String) {
        world.host(host)?.freeze()
    }

    /// Lets the programs of a frozen host go on.
    public func thaw(_ host: String) {
        world.host(host)?.thaw()
    }

    /// Ends all programs of a host, without a chance to do anything. Its contexts are dead from then on; the next
    /// context that is made on the host is a new start.
    ///
    /// - Parameter silently: whether the power went, so that peers hear nothing at all until the host starts again;
    ///   otherwise its system breaks the connections.
    public func kill(_ host: String, silently: Bool = false) {
        guard let victim = world.host(host) else { return }
        victim.die(silently: silently)
        world.state.withLock { $0.hosts[host]?.listeners = [:] }
        for wire in world.wires(of: host) {
            for side in [Wire.Side.connecting, .accepting] where wire.hosts[side.rawValue] === victim {
                if silently {
                    wire.vanish(side)
                } else {
                    wire.close(side)
                    wire.fail(side.other, .reset)
                }
            }
        }
    }
}

extension SimulatedWorld {
    func host(_ name: String) -> SimulatedHost? {
        state.withLock { $0.hosts[name]?.host }
    }

    func wires(between pair: HostPair) -> [Wire] {
        state.withLock { $0.wires.filter { HostPair($0.hosts[0].name, $0.hosts[1].name) == pair } }
    }

    func wires(of host: String) -> [Wire] {
        state.withLock { $0.wires.filter { $0.hosts.contains { $0.name == host } } }
    }
}
