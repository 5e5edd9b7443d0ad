/// Something that happened to a connection of a libzmq socket.
package struct ForeignEvent: Hashable, Sendable, CustomStringConvertible {
    /// The kinds, with libzmq's numbers (`zmq.h`).
    package enum Kind: UInt16, Sendable {
        case connected = 0x0001
        case connectDelayed = 0x0002
        case connectRetried = 0x0004
        case listening = 0x0008
        case bindFailed = 0x0010
        case accepted = 0x0020
        case acceptFailed = 0x0040
        case closed = 0x0080
        case closeFailed = 0x0100
        case disconnected = 0x0200
        case monitorStopped = 0x0400
        case handshakeFailed = 0x0800
        case handshakeSucceeded = 0x1000
        case handshakeFailedProtocol = 0x2000
        case handshakeFailedAuthentication = 0x4000
    }

    package let kind: Kind

    /// A descriptor, an error number, an interval or a status code, depending on the kind.
    package let value: UInt32

    package let endpoint: String

    /// Reads an event as a monitor's socket delivers it: 16 bits of kind and 32 of value in the byte order of
    /// the machine, then a frame with the endpoint.
    init?(_ frames: [[UInt8]]) {
        guard frames.count == 2, frames[0].count == 6 else { return nil }
        let (number, value) = unsafe frames[0].withUnsafeBytes { bytes in
            unsafe (
                bytes.loadUnaligned(as: UInt16.self), bytes.loadUnaligned(fromByteOffset: 2, as: UInt32.self)
            )
        }
        guard let kind = Kind(rawValue: number) else { return nil }
        self.kind = kind
        self.value = value
        endpoint = String(decoding: frames[1], as: UTF8.self)
    }

    package var description: String { "\(kind)(\(value)) \(endpoint)" }
}
