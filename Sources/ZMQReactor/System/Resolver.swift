internal import Dispatch

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// What names of hosts stand for, as numeric addresses, in the order in which they are tried; nil for a name that
/// the system is asked about. Called where it may block.
package typealias HostLookup = @Sendable (_ host: String) -> [String]?

/// Looks names up with getaddrinfo(3).
enum Resolver {
    /// The address that `host` spells out, if it is numeric. Never asks anybody.
    static func numeric(_ host: String, port: UInt16, usesIPv6: Bool) -> SocketAddress? {
        try? look(up: host, port: port, usesIPv6: usesIPv6, flags: AI_NUMERICHOST | AI_NUMERICSERV).first
    }

    /// All addresses of `host`: those that `known` has for it, or the system, in its order of preference. May block
    /// for long.
    static func addresses(
        of host: String, port: UInt16, usesIPv6: Bool, known: HostLookup?
    ) throws(SystemError) -> [SocketAddress] {
        if let addresses = known?(host) {
            return addresses.compactMap { numeric($0, port: port, usesIPv6: usesIPv6) }
        }
        return try look(up: host, port: port, usesIPv6: usesIPv6, flags: AI_NUMERICSERV)
    }

    /// Runs `lookUp` where it may block and hands its result to `completion` on `lane`.
    static func offLane(
        _ lane: any Lane, _ lookUp: @escaping @Sendable () -> Result<ConnectCandidates, SystemError>,
        completion: @escaping @Sendable (Result<ConnectCandidates, SystemError>) -> Void
    ) {
        DispatchQueue.global().async {
            let result = lookUp()
            lane.execute { completion(result) }
        }
    }

    private static func look(
        up host: String, port: UInt16, usesIPv6: Bool, flags: Int32
    ) throws(SystemError) -> [SocketAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = usesIPv6 ? AF_UNSPEC : AF_INET
        unsafe hints.ai_socktype = Syscalls.streamType
        unsafe hints.ai_flags = flags
        var list: UnsafeMutablePointer<addrinfo>?
        let failure = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard failure == 0 else { throw error(failure, host: host) }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = unsafe list
        while let entry = unsafe next?.pointee {
            if let address = unsafe entry.ai_addr {
                unsafe addresses.append(SocketAddress(UnsafePointer(address), length: entry.ai_addrlen))
            }
            unsafe next = entry.ai_next
        }
        return addresses
    }

    private static func error(_ failure: Int32, host: String) -> SystemError {
        let number: Int32 =
            switch failure {
            case EAI_SYSTEM: Syscalls.lastError
            case EAI_AGAIN: EAGAIN
            case EAI_MEMORY: ENOMEM
            default: ENOENT
            }
        let reason = unsafe gai_strerror(failure).map { unsafe String(cString: $0) } ?? "unknown"
        return SystemError("getaddrinfo", number: number, detail: "\(host): \(reason)")
    }
}
