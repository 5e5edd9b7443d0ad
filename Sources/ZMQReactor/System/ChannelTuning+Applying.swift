#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

extension ChannelTuning {
    /// Applies what was asked for to a socket of `family`. TCP sockets never delay small writes.
    func apply(to descriptor: Int32, family: Int32) throws(SystemError) {
        try set(descriptor, SOL_SOCKET, SO_SNDBUF, sendBufferBytes)
        try set(descriptor, SOL_SOCKET, SO_RCVBUF, receiveBufferBytes)
        guard family == AF_INET || family == AF_INET6 else { return }
        let tcp = Int32(IPPROTO_TCP)
        try set(descriptor, tcp, TCP_NODELAY, 1)
        try set(descriptor, SOL_SOCKET, SO_KEEPALIVE, keepAlive.map { $0 ? 1 : 0 })
        #if canImport(Darwin)
        try set(descriptor, tcp, TCP_KEEPALIVE, keepAliveIdleSeconds)
        try set(
            descriptor, tcp, TCP_RXT_CONNDROPTIME, maximumRetransmitMilliseconds.map { max(1, $0 / 1000) })
        #else
        try set(descriptor, tcp, TCP_KEEPIDLE, keepAliveIdleSeconds)
        try set(descriptor, tcp, TCP_USER_TIMEOUT, maximumRetransmitMilliseconds)
        #endif
        try set(descriptor, tcp, TCP_KEEPINTVL, keepAliveIntervalSeconds)
        try set(descriptor, tcp, TCP_KEEPCNT, keepAliveCount)
        if family == AF_INET6 {
            try set(descriptor, Int32(IPPROTO_IPV6), IPV6_TCLASS, typeOfService)
            // The packets of an IPv4 peer have that of IPv4. Not every system takes it from a socket for both.
            try? set(descriptor, Int32(IPPROTO_IP), IP_TOS, typeOfService)
        } else {
            try set(descriptor, Int32(IPPROTO_IP), IP_TOS, typeOfService)
        }
    }

    private func set(
        _ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32?
    ) throws(SystemError) {
        if let value { try Syscalls.setOption(descriptor, level, name, value) }
    }
}
