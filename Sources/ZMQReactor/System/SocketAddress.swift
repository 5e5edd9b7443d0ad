#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A socket address as the system has it: IPv4, IPv6 or Unix.
struct SocketAddress: Hashable, Sendable {
    /// A `sockaddr` of whatever family, exactly as long as it is.
    let bytes: [UInt8]

    // The family is two bytes, or a length and a family of one byte each.
    private static let pathOffset = 2

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Copies an address out of the system's memory.
    init(_ address: UnsafePointer<sockaddr>, length: socklen_t) {
        bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: address, count: Int(length)))
    }

    /// A Unix address; `path` starts with `@` for an abstract name. Throws if it is too long.
    init(path: String) throws(SystemError) {
        var name = [UInt8](path.utf8)
        if name.count > LocalSocketPath.maximumBytes {
            throw SystemError(
                "bind or connect", number: ENAMETOOLONG,
                detail:
                    "an ipc path has at most \(LocalSocketPath.maximumBytes) bytes, this one has \(name.count)"
            )
        }
        if name.isEmpty || name.contains(0) {
            throw SystemError(
                "bind or connect", number: EINVAL, detail: "an ipc path is not empty and has no zero")
        }
        if name.first == UInt8(ascii: "@") {
            #if os(Linux)
            // An abstract name is what follows a zero, up to the end of the address.
            name[0] = 0
            #else
            throw SystemError("bind or connect", number: EINVAL, detail: "abstract names exist on Linux only")
            #endif
        } else {
            name.append(0)
        }
        #if canImport(Darwin)
        bytes = [UInt8(SocketAddress.pathOffset + name.count), UInt8(AF_UNIX)] + name
        #else
        bytes = SocketAddress.familyBytes(sa_family_t(AF_UNIX)) + name
        #endif
    }

    /// The address family, `AF_INET` and so on.
    var family: Int32 {
        guard bytes.count >= 2 else { return AF_UNSPEC }
        #if canImport(Darwin)
        return Int32(bytes[1])
        #else
        return unsafe bytes.withUnsafeBytes { buffer in
            Int32(unsafe buffer.loadUnaligned(as: sa_family_t.self))
        }
        #endif
    }

    /// The path of a Unix address, with `@` before an abstract name; empty for an unnamed one.
    var path: String {
        let name = bytes.dropFirst(SocketAddress.pathOffset)
        guard let first = name.first else { return "" }
        if first == 0 {
            return name.count > 1 ? "@" + String(decoding: name.dropFirst(), as: UTF8.self) : ""
        }
        return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Hands the address to a system call.
    func withPointer(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return -1 }
            return unsafe body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(buffer.count))
        }
    }

    #if !canImport(Darwin)
    private static func familyBytes(_ family: sa_family_t) -> [UInt8] {
        unsafe withUnsafeBytes(of: family) { unsafe [UInt8]($0) }
    }
    #endif
}
