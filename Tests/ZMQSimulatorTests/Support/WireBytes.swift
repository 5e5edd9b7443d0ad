/// Bytes of the protocol, as a peer would send them.
enum WireBytes {
    /// A greeting for ZMTP 3.1 with a mechanism.
    static func greeting(_ mechanism: String = "NULL", minor: UInt8 = 1) -> [UInt8] {
        var bytes: [UInt8] = [0xFF] + [UInt8](repeating: 0, count: 8) + [0x7F, 3, minor]
        bytes += Array(mechanism.utf8) + [UInt8](repeating: 0, count: 20 - mechanism.utf8.count)
        return bytes + [UInt8](repeating: 0, count: 32)
    }

    /// READY of NULL.
    static func ready(_ type: String, identity: String? = nil) -> [UInt8] {
        var body: [UInt8] = [5] + Array("READY".utf8) + property("Socket-Type", type)
        if let identity { body += property("Identity", identity) }
        return [4, UInt8(body.count)] + body
    }

    private static func property(_ name: String, _ value: String) -> [UInt8] {
        [UInt8(name.utf8.count)] + Array(name.utf8) + [0, 0, 0, UInt8(value.utf8.count)] + Array(value.utf8)
    }

    /// A command with a short body.
    static func command(_ name: String, _ body: [UInt8] = []) -> [UInt8] {
        [4, UInt8(1 + name.utf8.count + body.count), UInt8(name.utf8.count)] + Array(name.utf8) + body
    }

    /// A PING with a time to live in tenths of a second.
    static func ping(timeToLive: UInt16, context: [UInt8] = []) -> [UInt8] {
        command("PING", [UInt8(timeToLive >> 8), UInt8(timeToLive & 0xFF)] + context)
    }

    /// The frames of a stream behind the greeting: what their flags say. The last may be cut.
    static func frames(of stream: some Sequence<UInt8>) -> [(isCommand: Bool, hasMore: Bool)] {
        var rest = Array(stream)[...]
        var frames: [(isCommand: Bool, hasMore: Bool)] = []
        while let flags = rest.popFirst() {
            frames.append((flags & 4 != 0, flags & 1 != 0))
            let header = rest.prefix(flags & 2 != 0 ? 8 : 1)
            let size = header.reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(header.count + size)
        }
        return frames
    }

    /// A message of one short frame.
    static func message(_ text: String) -> [UInt8] { [0, UInt8(text.utf8.count)] + Array(text.utf8) }
}

extension [UInt8] {
    /// How often `part` occurs.
    func occurrences(of part: [UInt8]) -> Int {
        guard count >= part.count, !part.isEmpty else { return 0 }
        return (0...(count - part.count)).count { self[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
