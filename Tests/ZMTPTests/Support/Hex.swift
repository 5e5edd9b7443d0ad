/// Bytes from hexadecimal text; spaces, line ends and the `|` between frames are only for reading.
func hex(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text {
        guard let digit = character.hexDigitValue else { continue }
        if let first = high {
            bytes.append(first << 4 | UInt8(digit))
            high = nil
        } else {
            high = UInt8(digit)
        }
    }
    return bytes
}

extension [UInt8] {
    /// The bytes of a text.
    init(text: String) { self = Array(text.utf8) }
}
