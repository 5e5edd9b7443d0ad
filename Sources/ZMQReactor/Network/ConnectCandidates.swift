/// What a connection attempt tries: each of the addresses, in order, from one of the sources if there are any.
struct ConnectCandidates: Sendable {
    var destinations: [SocketAddress]
    var sources: [SocketAddress] = []

    /// The candidates when nobody has to be asked for them, otherwise `nil`.
    static func immediate(for address: TCPAddress, usesIPv6: Bool) -> ConnectCandidates? {
        guard let destination = Resolver.numeric(address.host, port: address.port, usesIPv6: usesIPv6)
        else { return nil }
        guard let host = address.sourceHost ?? (address.sourcePort == 0 ? nil : "*") else {
            return ConnectCandidates(destinations: [destination])
        }
        let sources = localAddresses(host, port: address.sourcePort, usesIPv6: usesIPv6)
        return sources.isEmpty ? nil : ConnectCandidates(destinations: [destination], sources: sources)
    }

    /// The candidates, looked up. May block for long.
    static func lookedUp(
        for address: TCPAddress, usesIPv6: Bool, known: HostLookup?
    ) -> Result<ConnectCandidates, SystemError> {
        do throws(SystemError) {
            var candidates = ConnectCandidates(
                destinations: try Resolver.addresses(
                    of: address.host, port: address.port, usesIPv6: usesIPv6, known: known))
            if let host = address.sourceHost ?? (address.sourcePort == 0 ? nil : "*") {
                candidates.sources = localAddresses(host, port: address.sourcePort, usesIPv6: usesIPv6)
                if candidates.sources.isEmpty {
                    candidates.sources = try Resolver.addresses(
                        of: host, port: address.sourcePort, usesIPv6: usesIPv6, known: known)
                }
            }
            return .success(candidates)
        } catch {
            return .failure(error)
        }
    }

    /// What a local address that was written without a name means: everything, a number or an interface.
    /// Empty when it must be a name.
    static func localAddresses(_ host: String, port: UInt16, usesIPv6: Bool) -> [SocketAddress] {
        if host == "*" {
            return ["::", "0.0.0.0"].compactMap { Resolver.numeric($0, port: port, usesIPv6: usesIPv6) }
        }
        if let address = Resolver.numeric(host, port: port, usesIPv6: usesIPv6) { return [address] }
        return Interfaces.addresses(of: host, port: port, usesIPv6: usesIPv6)
    }
}
