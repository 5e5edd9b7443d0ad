/// What a peer said in an ERROR command (ERR-01).
package struct PeerError: Equatable, Sendable {
    /// Printable ASCII; other bytes are shown as question marks.
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }

    /// Reads the data of an ERROR command (ERR-06).
    package init(data: [UInt8]) throws(ProtocolViolation) {
        guard let length = data.first, Int(length) < data.count else { throw .malformedError }
        reason = String(decoding: Self.printable(Array(data[1...].prefix(Int(length)))), as: UTF8.self)
    }

    /// The status when the reason is exactly one of authentication: 300, 400 or 500 (ERR-05).
    package var authenticationStatus: Int? {
        switch reason {
        case "300": 300
        case "400": 400
        case "500": 500
        default: nil
        }
    }

    /// The text with everything that is not printable ASCII replaced.
    static func printable(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (0x20...0x7E).contains($0) ? $0 : 0x3F }
    }
}
