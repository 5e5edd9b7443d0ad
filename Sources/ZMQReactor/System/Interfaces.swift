#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The addresses of the system's network interfaces, by getifaddrs(3).
enum Interfaces {
    /// The addresses of the interface `name`, IPv4 before IPv6; none if there is no such interface.
    static func addresses(of name: String, port: UInt16, usesIPv6: Bool) -> [SocketAddress] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard unsafe getifaddrs(&list) == 0 else { return [] }
        defer { unsafe freeifaddrs(list) }
        var found: [SocketAddress] = []
        var next = unsafe list
        while let entry = unsafe next?.pointee {
            defer { unsafe next = entry.ifa_next }
            guard let address = unsafe entry.ifa_addr, let label = unsafe entry.ifa_name,
                unsafe String(cString: label) == name
            else { continue }
            switch Int32(unsafe address.pointee.sa_family) {
            case AF_INET:
                var copy = unsafe UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in.self)
                copy.sin_port = port.bigEndian
                found.append(unsafe SocketAddress(withUnsafeBytes(of: copy) { unsafe [UInt8]($0) }))
            case AF_INET6 where usesIPv6:
                var copy = unsafe UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in6.self)
                copy.sin6_port = port.bigEndian
                found.append(unsafe SocketAddress(withUnsafeBytes(of: copy) { unsafe [UInt8]($0) }))
            default: break
            }
        }
        return found.filter { $0.family == AF_INET } + found.filter { $0.family == AF_INET6 }
    }
}
