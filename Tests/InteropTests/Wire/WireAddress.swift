import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where a plain socket of the system listens or connects: a port of this machine, or a path.
enum WireAddress {
    case port(UInt16)
    case path(String)

    /// The address of `tcp://127.0.0.1:port` or `ipc://path`.
    init(_ endpoint: String) throws {
        if let path = endpoint.split(separator: "ipc://", omittingEmptySubsequences: false).dropFirst().first
        {
            self = .path(String(path))
        } else {
            self = .port(try #require(endpoint.split(separator: ":").last.flatMap { UInt16($0) }))
        }
    }

    /// A stream socket that fits the address.
    func makeSocket() throws -> Int32 {
        let family =
            switch self {
            case .port: AF_INET
            case .path: AF_UNIX
            }
        #if canImport(Glibc)
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(family, SOCK_STREAM, 0)
        #endif
        try #require(descriptor >= 0)
        return descriptor
    }

    /// Calls `body` with the address as the system wants it.
    func withSystemAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) throws -> Int32 {
        switch self {
        case .port(let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return unsafe Self.passing(&address, to: body)
        case .path(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let room = MemoryLayout.size(ofValue: address.sun_path)
            try #require(path.utf8.count < room, "the path is too long")
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
            return unsafe Self.passing(&address, to: body)
        }
    }

    private static func passing<Address>(
        _ address: inout Address, to body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        let size = socklen_t(MemoryLayout<Address>.size)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, size) }
        }
    }
}
