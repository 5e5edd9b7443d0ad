import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A tcp connection whose bytes a test writes and reads itself, to play peers that libzmq cannot play. Blocks, never
/// for ever.
final class WirePeer: Sendable {
    private let descriptor: Int32

    /// Connects to a socket that is bound to `endpoint`, a `tcp://127.0.0.1:port`.
    convenience init(connectingTo endpoint: String) throws {
        let port = try #require(endpoint.split(separator: ":").last.flatMap { UInt16($0) })
        let descriptor = try WireListener.makeSocket()
        let result = unsafe try WireListener.withAddress(port: port) { address, length in
            unsafe connect(descriptor, address, length)
        }
        try #require(result == 0, "could not connect")
        self.init(descriptor)
    }

    /// Takes over a connected socket.
    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        WireListener.limitWaiting(descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// Writes all of `bytes`.
    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe systemSend(descriptor, buffer)
            }
            try #require(count > 0, "the peer takes nothing more")
            rest = rest.dropFirst(count)
        }
    }

    /// Reads exactly `count` bytes.
    func receive(_ count: Int, _ location: SourceLocation = #_sourceLocation) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let piece = try receiveSome(upTo: count - bytes.count)
            try #require(
                !piece.isEmpty, "the end came after \(bytes.count) bytes", sourceLocation: location)
            bytes += piece
        }
        return bytes
    }

    /// Reads everything until the end.
    @discardableResult
    func receiveRest() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while case let piece = try receiveSome(upTo: 65_536), !piece.isEmpty { bytes += piece }
        return bytes
    }

    /// Reads what is there; nothing at the end of the stream, however it ended.
    private func receiveSome(upTo count: Int) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let received = unsafe recv(descriptor, &buffer, count, 0)
        if received < 0 { try #require(errno == ECONNRESET, "nothing came in time") }
        return Array(buffer.prefix(max(received, 0)))
    }
}

// The name is taken by a member of `WirePeer`.
private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
    let flags: Int32 = 0
    #else
    let flags = Int32(MSG_NOSIGNAL)
    #endif
    return unsafe send(descriptor, bytes.baseAddress, bytes.count, flags)
}
