/// A command: a name and data whose meaning the name gives (ZMTP-40).
package struct Command: Equatable, Sendable {
    /// Compared exactly (ZMTP-41).
    package var name: String
    package var data: [UInt8]

    package init(name: String, data: [UInt8] = []) {
        self.name = name
        self.data = data
    }

    /// Reads the body of a command frame: a name length of 1 to 255, the name, the data (ZMTP-40, ZMTP-44,
    /// ZMTP-47).
    package init(body: RawSpan) throws(ProtocolViolation) {
        guard let length = body.byte(at: 0), length > 0, Int(length) < body.byteCount else {
            throw .malformedCommand("")
        }
        let dataStart = 1 + Int(length)
        // Bytes that are not UTF-8 become replacement characters, which equal no known name.
        name = String(decoding: body.copy(from: 1, upTo: dataStart), as: UTF8.self)
        data = body.copy(from: dataStart)
    }

    /// The body of the command's frame.
    package var body: [UInt8] {
        let name = Array(name.utf8.prefix(255))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1 + name.count + data.count)
        bytes.append(UInt8(truncatingIfNeeded: name.count))
        bytes.append(contentsOf: name)
        bytes.append(contentsOf: data)
        return bytes
    }

    /// The command as a frame of its own (ZMTP-42, ZMTP-46).
    package var frame: [UInt8] { FrameHeader.frame(body, command: true) }
}

extension Command {
    package static let readyName = "READY"
    package static let errorName = "ERROR"
    package static let subscribeName = "SUBSCRIBE"
    package static let cancelName = "CANCEL"
    package static let pingName = "PING"
    package static let pongName = "PONG"

    /// The end of the handshake: our properties.
    package static func ready(_ metadata: Metadata) -> Command {
        Command(name: readyName, data: metadata.bytes)
    }

    /// The refusal of a peer: 0 to 255 printable ASCII characters (ERR-01). Others are replaced.
    package static func error(_ reason: String) -> Command {
        let reason = PeerError.printable(Array(reason.utf8.prefix(Limits.reasonBytes)))
        return Command(name: errorName, data: [UInt8(truncatingIfNeeded: reason.count)] + reason)
    }

    /// A subscription as ZMTP 3.1 has it (PS-30).
    package static func subscribe(_ topic: [UInt8]) -> Command {
        Command(name: subscribeName, data: topic)
    }

    /// The end of a subscription as ZMTP 3.1 has it (PS-30).
    package static func cancel(_ topic: [UInt8]) -> Command {
        Command(name: cancelName, data: topic)
    }

    /// A sign of life that asks for another. The context is cut to 16 bytes (HB-03).
    package static func ping(tenths: UInt16, context: [UInt8]) -> Command {
        var data: [UInt8] = []
        data.append(bigEndian: tenths)
        data.append(contentsOf: context.prefix(Limits.pingContextBytes))
        return Command(name: pingName, data: data)
    }

    /// The answer to a PING, with its context cut to 16 bytes (HB-02, HB-03).
    package static func pong(context: [UInt8]) -> Command {
        Command(name: pongName, data: Array(context.prefix(Limits.pingContextBytes)))
    }
}
