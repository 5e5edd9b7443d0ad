import RawSockets
import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Accepts connections whose bytes a test writes and reads itself.
final class WireListener: Sendable {
    private let descriptor: Int32

    /// Where it listens.
    let endpoint: String

    init(over transport: WireTransport = .tcp) throws {
        let wanted = transport.makeEndpoint()
        let address = transport == .ipc ? try WireAddress(wanted) : .port(0)
        let descriptor = try address.makeSocket()
        self.descriptor = descriptor
        Self.limitWaiting(descriptor)
        let bound = unsafe try address.withSystemAddress { unsafe bind(descriptor, $0, $1) }
        try #require(bound == 0)
        try #require(listen(descriptor, 10) == 0)
        endpoint = transport == .ipc ? wanted : "tcp://127.0.0.1:\(try Self.port(of: descriptor))"
    }

    private static func port(of descriptor: Int32) throws -> UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        try #require(named == 0)
        return UInt16(bigEndian: address.sin_port)
    }

    deinit {
        close(descriptor)
        if case .path(let path)? = try? WireAddress(endpoint) { _ = unsafe unlink(path) }
    }

    /// Waits for the next connection.
    func accept() throws -> WirePeer {
        let accepted = systemAccept(descriptor)
        try #require(accepted >= 0, "nobody connects")
        return WirePeer(accepted)
    }

    /// Has the socket wait for 20 seconds at most.
    static func limitWaiting(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        SocketTimeouts.setReceiving(seconds: 20, on: descriptor)
        SocketTimeouts.setSending(seconds: 20, on: descriptor)
    }
}

// The name is taken by a member of `WireListener`.
private func systemAccept(_ descriptor: Int32) -> Int32 {
    accept(descriptor, nil, nil)
}
