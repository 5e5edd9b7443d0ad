/// Bytes as one line of text from which they can be read back: text as it is, the rest as escapes.
///
/// `\n`, `\r`, `\t` and `\\`, and `\x1f` for every other byte that is no printable UTF-8.
enum QuotedText {
    private static let backslash = UInt8(ascii: "\\")
    private static let letters: [UInt8: Character] = [0x0A: "n", 0x0D: "r", 0x09: "t", 0x5C: "\\"]

    static func quote(_ bytes: [UInt8]) -> String {
        var text = ""
        var rest = bytes[...]
        while let byte = rest.first {
            if (0x20...0x7E).contains(byte), byte != backslash {
                text.unicodeScalars.append(Unicode.Scalar(byte))
                rest = rest.dropFirst()
            } else if let scalar = printableScalar(at: rest) {
                text.unicodeScalars.append(scalar)
                rest = rest.dropFirst(UTF8.width(scalar))
            } else {
                text += letters[byte].map { "\\\($0)" } ?? "\\x\(HexText.digits(of: [byte]))"
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// The bytes that `text` stands for. What follows a backslash has to be one of the escapes.
    static func unquote(_ text: some Sequence<UInt8>) throws(UsageError) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            guard byte == backslash else {
                bytes.append(byte)
                continue
            }
            let letter = rest.popFirst()
            if let known = letters.first(where: { $0.value.asciiValue == letter }) {
                bytes.append(known.key)
            } else if letter == UInt8(ascii: "x"), let value = HexText.bytes(of: rest.prefix(2))?.first {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                throw UsageError(
                    #"a backslash is followed by n, r, t, another one, or x and two digits: \x00; not so in "#
                        + "\"\(String(decoding: Array(text), as: UTF8.self))\"")
            }
        }
        return bytes
    }

    /// The character beyond ASCII at the front, if there is one and a terminal can show it.
    private static func printableScalar(at bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard let first = bytes.first, first >= 0xC2 else { return nil }
        let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard let text = String(validating: bytes.prefix(width), as: UTF8.self),
            let scalar = text.unicodeScalars.first
        else { return nil }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: return nil
        default: return scalar
        }
    }
}
