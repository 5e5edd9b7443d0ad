/// Pieces of the wire protocol as bytes, written independently of the library.
enum WireBytes {
    /// The signature, the same in 2.0 and 3.x: no identity.
    static let signature: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F]

    /// A greeting of ZMTP 3 with the mechanism NULL.
    static func greeting(minor: UInt8) -> [UInt8] {
        signature + [3, minor] + Array("NULL".utf8) + [UInt8](repeating: 0, count: 48)
    }

    /// A READY command, the end of a NULL handshake.
    static func ready(_ type: String, identity: String? = nil) -> [UInt8] {
        var body = name("READY") + property("Socket-Type", type)
        if let identity { body += property("Identity", identity) }
        return frame(body, flags: 4)
    }

    /// A frame with the short length.
    static func frame(_ body: [UInt8], flags: UInt8 = 0) -> [UInt8] {
        [flags, UInt8(body.count)] + body
    }

    static func frame(_ text: String, flags: UInt8 = 0) -> [UInt8] {
        frame(Array(text.utf8), flags: flags)
    }

    /// A command other than READY.
    static func command(_ command: String, _ body: [UInt8]) -> [UInt8] {
        frame(name(command) + body, flags: 4)
    }

    private static func name(_ text: String) -> [UInt8] {
        [UInt8(text.utf8.count)] + Array(text.utf8)
    }

    private static func property(_ property: String, _ value: String) -> [UInt8] {
        name(property) + [0, 0, 0, UInt8(value.utf8.count)] + Array(value.utf8)
    }
}
