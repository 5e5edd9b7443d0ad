import RawSockets
import ZeroMQ

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A connection to a socket that listens, on which a test writes the bytes itself. Blocks, but never for ever.
final class RawConnection {
    /// Something that the system refused.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ call: String, _ number: Int32 = errno) {
            description = "\(call): errno \(number)"
        }
    }

    private let descriptor: Int32

    /// Connects to a `tcp://127.0.0.1:port` or an `ipc://path`.
    init(to endpoint: Endpoint) throws {
        #if canImport(Glibc)
        let stream = Int32(SOCK_STREAM.rawValue)
        #else
        let stream = SOCK_STREAM
        #endif
        descriptor = socket(endpoint.transport == .tcp ? AF_INET : AF_UNIX, stream, 0)
        guard descriptor >= 0 else { throw Failure("socket") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        SocketTimeouts.setReceiving(seconds: 60, on: descriptor)
        SocketTimeouts.setSending(seconds: 60, on: descriptor)
        #if canImport(Darwin)
        set(SO_NOSIGPIPE, 1 as Int32)
        #endif
        let result =
            if let path = endpoint.path { connect(toPath: path) } else { connect(toPort: endpoint.port ?? 0) }
        guard result == 0 else { throw Failure("connect") }
    }

    deinit {
        close(descriptor)
    }

    private func set<Value: BitwiseCopyable>(_ option: Int32, _ value: Value) {
        var value = value
        _ = unsafe setsockopt(
            descriptor, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<Value>.size))
    }

    private func connect(toPort port: UInt16) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return connect(&address)
    }

    private func connect(toPath path: String) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            unsafe target.copyBytes(from: Array(path.utf8).prefix(target.count - 1))
        }
        return connect(&address)
    }

    private func connect<Address>(_ address: inout Address) -> Int32 {
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe systemConnect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    /// Writes `bytes`, or as much of them as the other side takes before it closes.
    func send(_ bytes: some Sequence<UInt8>) throws {
        let failure = SocketWriter.write(Array(bytes), to: descriptor)
        guard let failure, failure != EPIPE, failure != ECONNRESET else { return }
        throw Failure("send", failure)
    }

    /// Says that no more comes, and waits for the other side to close.
    func finish() throws {
        _ = shutdown(descriptor, Int32(SHUT_WR))
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 || count < 0 && (errno == ECONNRESET || errno == EPIPE) { return }
            if count < 0 { throw Failure("the other side does not close, recv") }
        }
    }

    /// Makes the connection end with a reset instead of an end when it is closed.
    func breaksWhenClosed() {
        set(SO_LINGER, linger(l_onoff: 1, l_linger: 0))
    }
}

// The name is taken by a member of `RawConnection`.
private func systemConnect(
    _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ count: socklen_t
) -> Int32 {
    unsafe connect(descriptor, address, count)
}
