import ZeroMQ

/// How messages are read that are to be sent.
enum InputFormat: String, CaseIterable {
    /// As they are: what is typed is what is sent.
    case raw
    /// With the escapes that `FrameFormat.quoted` prints; a tab on a line begins another frame.
    case quoted
    /// Two digits for each byte; a tab on a line begins another frame.
    case hex

    /// The frame that `text` stands for.
    func frame(_ text: some Sequence<UInt8>) throws(UsageError) -> Frame {
        switch self {
        case .raw: return Frame(text)
        case .quoted: return Frame(try QuotedText.unquote(text))
        case .hex:
            if let bytes = HexText.bytes(of: text) { return Frame(bytes) }
            throw UsageError(
                "\"\(String(decoding: Array(text), as: UTF8.self))\" is not hexadecimal: two of 0-9 and a-f for each"
                    + " byte, such as 48656c6c6f")
        }
    }

    /// The message that a line without its end stands for.
    func message(_ line: [UInt8]) throws(UsageError) -> Message {
        if self == .raw { return Message(line) }
        var message = Message()
        for part in line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false) {
            message.append(try frame(part))
        }
        return message
    }
}
