/// Text that a peer chose, made fit for a message to a person.
enum PeerText {
    /// At most this many characters are shown.
    private static let longest = 32

    /// At most this many of the bytes that a stranger sent are told: enough to recognise most protocols.
    static let firstBytes = 16

    /// Text in quotation marks when all of it is printable ASCII, otherwise the bytes in hexadecimal.
    static func shown(_ bytes: [UInt8]) -> String {
        if bytes.allSatisfy({ (0x20...0x7E).contains($0) }) {
            return "\"\(String(decoding: bytes, as: UTF8.self))\""
        }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }

    /// Printable ASCII, other bytes as question marks, cut short.
    static func shown(_ text: String) -> String {
        let bytes = Array(text.utf8.prefix(longest))
        return bytes.isEmpty ? "(none)" : String(decoding: PeerError.printable(bytes), as: UTF8.self)
    }
}
