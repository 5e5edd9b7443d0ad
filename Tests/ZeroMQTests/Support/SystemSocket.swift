#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A socket of the operating system that this process has: to see what was set on it.
struct SystemSocket {
    private let descriptor: Int32

    /// An option by its level and its name.
    struct Option: Hashable, Sendable {
        let level: Int32
        let name: Int32

        static let noDelay = Option(level: Int32(IPPROTO_TCP), name: TCP_NODELAY)
        static let keepAlive = Option(level: SOL_SOCKET, name: SO_KEEPALIVE)
        #if canImport(Darwin)
        static let keepAliveIdle = Option(level: Int32(IPPROTO_TCP), name: TCP_KEEPALIVE)
        #else
        static let keepAliveIdle = Option(level: Int32(IPPROTO_TCP), name: TCP_KEEPIDLE)
        static let userTimeout = Option(level: Int32(IPPROTO_TCP), name: TCP_USER_TIMEOUT)
        #endif
        static let keepAliveInterval = Option(level: Int32(IPPROTO_TCP), name: TCP_KEEPINTVL)
        static let keepAliveCount = Option(level: Int32(IPPROTO_TCP), name: TCP_KEEPCNT)
        static let sendBuffer = Option(level: SOL_SOCKET, name: SO_SNDBUF)
        static let receiveBuffer = Option(level: SOL_SOCKET, name: SO_RCVBUF)
        static let typeOfService = Option(level: Int32(IPPROTO_IP), name: IP_TOS)
        static let trafficClass = Option(level: Int32(IPPROTO_IPV6), name: IPV6_TCLASS)
        static let onlyIPv6 = Option(level: Int32(IPPROTO_IPV6), name: IPV6_V6ONLY)
    }

    /// Both ends of the tcp connections to `port` of this machine.
    static func connections(toPort port: UInt16) -> [SystemSocket] {
        all.filter { socket in
            socket.hasPeer && [socket.port(of: .own), socket.port(of: .peer)].contains(port)
        }
    }

    /// What listens at `port`, or at another address of the same number.
    static func listeners(atPort port: UInt16) -> [SystemSocket] {
        all.filter { !$0.hasPeer && $0.port(of: .own) == port }
    }

    /// Both ends of the connections to a path.
    static func connections(toPath path: String) -> [SystemSocket] {
        all.filter { socket in
            socket.hasPeer && [socket.path(of: .own), socket.path(of: .peer)].contains(path)
        }
    }

    private static var all: [SystemSocket] { (0..<4096).map { SystemSocket(descriptor: $0) } }

    private var hasPeer: Bool { address(of: .peer) != nil }

    /// The value of an option that is a number; nil when this socket does not have it.
    func value(of option: Option) -> Int? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(descriptor, option.level, option.name, &value, &size) == 0 else { return nil }
        return Int(value)
    }

    #if !canImport(Darwin)
    /// How many peers may wait to be accepted; of a listener.
    var backlog: Int? {
        var info = [UInt32](repeating: 0, count: 64)
        var size = socklen_t(info.count * 4)
        guard unsafe getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &info, &size) == 0 else {
            return nil
        }
        // Eight single bytes, then 32-bit numbers; the sixth of them (`tcpi_sacked`).
        return Int(info[2 + 5])
    }
    #endif

    private enum End { case own, peer }

    /// What a system call says to be the address of this end or the other one: its family, and its bytes.
    private func address(of end: End) -> (family: Int32, bytes: [UInt8])? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe end == .own ? getsockname(descriptor, $0, &size) : getpeername(descriptor, $0, &size)
            }
        }
        guard result == 0 else { return nil }
        let bytes = unsafe withUnsafeBytes(of: storage) { unsafe Array($0.prefix(Int(size))) }
        return (Int32(storage.ss_family), bytes)
    }

    private func port(of end: End) -> UInt16? {
        guard let (family, bytes) = address(of: end), [AF_INET, AF_INET6].contains(family) else {
            return nil
        }
        // The port is in the same place in both families.
        return UInt16(bytes[2]) << 8 | UInt16(bytes[3])
    }

    private func path(of end: End) -> String? {
        guard let (family, bytes) = address(of: end), family == AF_UNIX else { return nil }
        return String(decoding: bytes.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self)
    }
}
