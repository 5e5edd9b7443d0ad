import ZeroMQ

/// How received messages are printed: one on a line, a tab between frames.
enum FrameFormat: String, CaseIterable {
    /// Text as it is, everything else as escapes. `--input quoted` reads it back.
    case quoted
    /// Two digits for each byte. `--input hex` reads it back.
    case hex
    /// The bytes as they are.
    case raw
    /// An array of strings, and of {"hex": "00ff"} for frames that are not UTF-8.
    case json

    /// The line for a message, with its end.
    func line(_ message: Message) -> [UInt8] {
        var line: [UInt8] = self == .json ? [UInt8(ascii: "[")] : []
        for (index, frame) in message.enumerated() {
            if index > 0 { line += self == .json ? Array(", ".utf8) : [UInt8(ascii: "\t")] }
            switch self {
            case .quoted: line += QuotedText.quote(frame.bytes).utf8
            case .hex: line += HexText.digits(of: frame.bytes).utf8
            case .raw: line += frame.bytes
            case .json: line += JSONText.value(frame.bytes).utf8
            }
        }
        if self == .json { line.append(UInt8(ascii: "]")) }
        line.append(UInt8(ascii: "\n"))
        return line
    }
}
