#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

extension Syscalls {
    /// `SOCK_STREAM` as the type that calls take.
    static var streamType: Int32 {
        #if canImport(Glibc)
        Int32(truncatingIfNeeded: SOCK_STREAM.rawValue)
        #else
        Int32(SOCK_STREAM)
        #endif
    }

    /// A stream socket(2): non-blocking, closed on exec, and never raising SIGPIPE.
    static func streamSocket(family: Int32) throws(SystemError) -> FileDescriptor {
        #if os(Linux)
        // In one step, so that a child forked meanwhile does not inherit it.
        return FileDescriptor(
            owning: try check("socket") { socket(family, streamType | nonBlockingCloseOnExec, 0) })
        #else
        let descriptor = FileDescriptor(owning: try check("socket") { socket(family, streamType, 0) })
        try prepare(descriptor.number)
        return descriptor
        #endif
    }

    #if os(Linux)
    /// SOCK_NONBLOCK and SOCK_CLOEXEC, which are of different types in different C libraries.
    fileprivate static let nonBlockingCloseOnExec: Int32 = 0o2004000
    #endif

    private static func prepare(_ descriptor: Int32) throws(SystemError) {
        try makeNonBlocking(descriptor)
        #if canImport(Darwin)
        try setOption(descriptor, SOL_SOCKET, SO_NOSIGPIPE, 1)
        #endif
    }

    /// setsockopt(2) of an integer.
    static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32)
        throws(SystemError)
    {
        var value = value
        let size = socklen_t(MemoryLayout<Int32>.size)
        try check("setsockopt") { unsafe setsockopt(descriptor, level, name, &value, size) }
    }

    /// Lets a port be bound although connections of the last listener linger.
    static func allowAddressReuse(_ descriptor: Int32) throws(SystemError) {
        try setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
    }

    /// Lets an IPv6 socket take IPv4 peers.
    static func allowIPv4(_ descriptor: Int32) throws(SystemError) {
        try setOption(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0)
    }

    /// bind(2).
    static func bind(_ descriptor: Int32, to address: SocketAddress) throws(SystemError) {
        try check("bind") { unsafe address.withPointer { unsafe systemBind(descriptor, $0, $1) } }
    }

    /// listen(2).
    static func listen(_ descriptor: Int32, backlog: Int32) throws(SystemError) {
        try check("listen") { systemListen(descriptor, backlog) }
    }

    /// connect(2) without waiting. True when connected, false when on the way.
    static func connect(_ descriptor: Int32, to address: SocketAddress) throws(SystemError) -> Bool {
        if unsafe address.withPointer({ unsafe systemConnect(descriptor, $0, $1) }) == 0 { return true }
        let number = errno
        // An interrupted attempt goes on by itself.
        if number == EINPROGRESS || number == EINTR { return false }
        throw SystemError("connect", number: number)
    }

    /// The error that a connection attempt ended with, or that waits on a connection; nil for none.
    static func pendingError(_ descriptor: Int32) -> SystemError? {
        var number: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        if unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size) != 0 { number = errno }
        return number == 0 ? nil : SystemError("connect", number: number)
    }

    /// accept(2): the next peer, or nil when there is none.
    static func accept(_ descriptor: Int32) throws(SystemError) -> FileDescriptor? {
        while true {
            let number = systemAccept(descriptor)
            if number >= 0 {
                let peer = FileDescriptor(owning: number)
                #if os(Linux)
                if unsafe LinuxCalls.accept == nil { try prepare(peer.number) }
                #else
                try prepare(peer.number)
                #endif
                return peer
            }
            switch errno {
            case EAGAIN, EWOULDBLOCK: return nil
            // Linux reports what befell the connection before it was taken; that is the peer's affair.
            case EINTR, ECONNABORTED, EPROTO, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, EHOSTUNREACH, EOPNOTSUPP,
                ENETUNREACH:
                continue
            default: throw SystemError("accept", number: errno)
            }
        }
    }

    /// getsockname(2).
    static func localAddress(_ descriptor: Int32) -> SocketAddress {
        unsafe address { unsafe getsockname(descriptor, $0, $1) }
    }

    /// getpeername(2).
    static func remoteAddress(_ descriptor: Int32) -> SocketAddress {
        unsafe address { unsafe getpeername(descriptor, $0, $1) }
    }

    private static func address(
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
    ) -> SocketAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return unsafe withUnsafeMutableBytes(of: &storage) { buffer in
            guard let start = buffer.baseAddress else { return SocketAddress([]) }
            let address = unsafe start.assumingMemoryBound(to: sockaddr.self)
            guard unsafe body(address, &length) == 0 else { return SocketAddress([]) }
            return unsafe SocketAddress(UnsafePointer(address), length: min(length, socklen_t(buffer.count)))
        }
    }
}

// The names of these functions are taken by members of `Syscalls`.
private func systemBind(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32
{
    unsafe bind(descriptor, address, length)
}

private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 {
    listen(descriptor, backlog)
}

private func systemConnect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t)
    -> Int32
{
    unsafe connect(descriptor, address, length)
}

private func systemAccept(_ descriptor: Int32) -> Int32 {
    #if os(Linux)
    if let accept = unsafe LinuxCalls.accept {
        return accept(descriptor, nil, nil, Syscalls.nonBlockingCloseOnExec)
    }
    #endif
    return accept(descriptor, nil, nil)
}
