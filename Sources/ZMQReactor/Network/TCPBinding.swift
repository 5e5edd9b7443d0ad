/// Binds TCP listeners.
enum TCPBinding {
    /// A socket that listens at the first of the addresses that `address` stands for which lets itself be bound.
    /// May block to look a name up.
    static func bind(
        _ address: TCPAddress, tuning: ChannelTuning, known: HostLookup?
    ) throws(SystemError) -> FileDescriptor {
        var candidates = ConnectCandidates.localAddresses(
            address.host, port: address.port, usesIPv6: tuning.usesIPv6)
        if candidates.isEmpty {
            candidates = try Resolver.addresses(
                of: address.host, port: address.port, usesIPv6: tuning.usesIPv6, known: known)
        }
        var failure: SystemError?
        for candidate in candidates {
            do throws(SystemError) {
                return try listen(at: candidate, tuning: tuning)
            } catch {
                // "*" is first tried as IPv6, which takes IPv4 peers too. IPv4 alone is right only where there
                // is no IPv6; when the port is taken it would be half of what was asked for.
                if address.host == "*", !error.isUnsupportedAddress { throw error }
                failure = failure ?? error
            }
        }
        throw failure ?? .noAddress(for: address.host)
    }

    private static func listen(
        at address: SocketAddress, tuning: ChannelTuning
    ) throws(SystemError) -> FileDescriptor {
        let socket = try Syscalls.streamSocket(family: address.family)
        try Syscalls.allowAddressReuse(socket.number)
        if address.isIPv6 { try Syscalls.allowIPv4(socket.number) }
        try tuning.apply(to: socket.number, family: address.family)
        try Syscalls.bind(socket.number, to: address)
        try Syscalls.listen(socket.number, backlog: tuning.backlog)
        return socket
    }
}
