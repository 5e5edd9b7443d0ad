/// Bytes as hexadecimal digits, two for each.
enum HexText {
    private static let digits = Array("0123456789abcdef".utf8)

    static func digits(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of an even number of digits; nil when `text` is anything else.
    static func bytes(of text: some Sequence<UInt8>) -> [UInt8]? {
        let values = text.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard values.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: values.count, by: 2) {
            guard let high = values[index], let low = values[index + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
