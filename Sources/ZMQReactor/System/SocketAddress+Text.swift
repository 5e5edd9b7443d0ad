#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

extension SocketAddress: CustomStringConvertible {
    /// `127.0.0.1:5555`, `[::1]:5555`, or the path of an ipc socket.
    var description: String {
        if family == AF_UNIX { return path }
        guard let (host, port) = hostAndPort else { return "?" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// The numeric address and port of IPv4 or IPv6. An IPv4 peer of an IPv6 socket reads as IPv4.
    var hostAndPort: (host: String, port: UInt16)? {
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var service = [CChar](repeating: 0, count: 32)
        let (hostCapacity, serviceCapacity) = (socklen_t(host.count), socklen_t(service.count))
        let failure = unsafe withPointer { address, length in
            unsafe getnameinfo(
                address, length, &host, hostCapacity, &service, serviceCapacity,
                NI_NUMERICHOST | NI_NUMERICSERV)
        }
        guard failure == 0, let port = UInt16(SocketAddress.text(service)) else { return nil }
        let text = SocketAddress.text(host)
        let mapped = "::ffff:"
        if text.hasPrefix(mapped), text.contains(".") { return (String(text.dropFirst(mapped.count)), port) }
        return (text, port)
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension SocketAddress {
    var isUnix: Bool { family == AF_UNIX }
    var isIPv6: Bool { family == AF_INET6 }
}
