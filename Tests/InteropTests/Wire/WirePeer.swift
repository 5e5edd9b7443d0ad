import RawSockets
import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A connection whose bytes a test writes and reads itself, to play peers that libzmq cannot play. Blocks, never
/// for ever.
final class WirePeer: Sendable {
    private let descriptor: Int32

    /// Connects to a socket that is bound to `endpoint`, a `tcp://127.0.0.1:port` or an `ipc://path`.
    convenience init(connectingTo endpoint: String) throws {
        let address = try WireAddress(endpoint)
        let descriptor = try address.makeSocket()
        WireListener.limitWaiting(descriptor)
        let result = unsafe try address.withSystemAddress { unsafe connect(descriptor, $0, $1) }
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
        try #require(write(bytes), "the peer takes nothing more")
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

    /// Hands on what arrives to `other`, as far as `wants` says so, until either side ends.
    func pass(to other: WirePeer, where wants: ([UInt8]) -> Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = unsafe recv(descriptor, &buffer, buffer.count, 0), count > 0 {
            let bytes = Array(buffer[..<count])
            guard !wants(bytes) || other.write(bytes) else { break }
        }
    }

    /// Writes all of `bytes`, or says that it could not.
    private func write(_ bytes: [UInt8]) -> Bool {
        SocketWriter.write(bytes, to: descriptor) == nil
    }

    /// Ends the connection; whoever reads from it finds its end.
    func shutDown() {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Reads what is there; nothing at the end of the stream, however it ended.
    private func receiveSome(upTo count: Int) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let received = unsafe recv(descriptor, &buffer, count, 0)
        if received < 0 { try #require(errno == ECONNRESET, "nothing came in time") }
        return Array(buffer.prefix(max(received, 0)))
    }
}
