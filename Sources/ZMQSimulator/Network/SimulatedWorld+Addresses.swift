internal import ZMQReactor

extension SimulatedWorld.State {
    /// What the link between two hosts is like.
    func conditions(_ pair: HostPair) -> LinkConditions { links[pair] ?? link }

    func isPartitioned(_ wire: Wire) -> Bool {
        partitions.contains(HostPair(wire.hosts[0].name, wire.hosts[1].name))
            || wire.hosts.contains { hosts[$0.name]?.host.isDead ?? true }
    }

    /// The name of the host that an address leads to; nil when nobody has it.
    func hostName(of address: NetworkAddress, seenFrom own: String) -> String? {
        guard case .tcp(let tcp) = address else { return own }
        if HostNames.isLoopback(tcp.host) || HostNames.isWildcard(tcp.host) { return own }
        if hosts[tcp.host] != nil { return tcp.host }
        return hosts.first { $0.value.host.address == tcp.host }?.key
    }

    /// What a listener at `address` is found by, and its address with the wildcards resolved.
    mutating func bindingKey(
        for address: NetworkAddress, on record: inout HostRecord
    ) throws(SystemError) -> (HostRecord.Key, NetworkAddress) {
        switch address {
        case .ipc(let path):
            guard path == "*" else { return (.ipc(path: path), address) }
            inventedPaths += 1
            let invented = "/tmp/simulated-\(inventedPaths)"
            return (.ipc(path: invented), .ipc(path: invented))
        case .tcp(var tcp):
            guard hostName(of: address, seenFrom: record.host.name) == record.host.name else {
                throw .noAddress(tcp.host)
            }
            if tcp.port == 0 { tcp.port = record.takePort() }
            return (.tcp(port: tcp.port), .tcp(tcp))
        }
    }
}

extension SystemError {
    static let addressInUse = SystemError("bind", number: ErrorNumber.addressInUse)

    static func noAddress(_ host: String) -> SystemError {
        SystemError("bind", number: ErrorNumber.addressNotAvailable, detail: host)
    }

    static func unknownName(_ address: NetworkAddress) -> SystemError {
        let host = if case .tcp(let tcp) = address { tcp.host } else { "" }
        return SystemError(
            "getaddrinfo", number: ErrorNumber.noSuchFile, detail: "\(host): no such host in the simulation")
    }
}
