import Foundation
import TestPrograms
import Testing
import ZeroMQ

@testable import zmq

/// The forms in which messages are printed and read.
@Suite(.timeLimit(.minutes(5)))
struct FormatTests {
    /// Frames that are hard to show.
    static let frames: [[UInt8]] = [
        [], Array("Hello".utf8), Array("Grüße 🙂 日本".utf8), Array("a\tb\nc\\d\re\"f".utf8),
        [0, 1, 2, 0x7F, 0x80, 0xFF],
        Array("zwj\u{200D} rtl\u{202E} nel\u{85} \u{2028}".utf8), [0xE2, 0x82], [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
    ]

    @Test(arguments: [FrameFormat.quoted, .hex])
    func `what is printed as text is read back as the same frames`(format: FrameFormat) throws {
        let message = Message(Self.frames.map { Frame($0) })
        let line = format.line(message)
        #expect(line.count { $0 == UInt8(ascii: "\n") } == 1)
        let input: InputFormat = format == .hex ? .hex : .quoted
        #expect(try input.message(Array(line.dropLast())) == message)
    }

    @Test func `every single byte and pair of bytes is quoted and read back`() throws {
        for first in UInt8.min...UInt8.max {
            #expect(try QuotedText.unquote(QuotedText.quote([first]).utf8) == [first])
            for second in UInt8.min...UInt8.max {
                let bytes = [first, second]
                let text = QuotedText.quote(bytes)
                guard try QuotedText.unquote(text.utf8) == bytes else {
                    Issue.record("\(bytes) became \(text)")
                    return
                }
            }
        }
    }

    @Test func `printable text is not changed by quoting`() {
        #expect(QuotedText.quote(Array("Grüße, 🙂 {\"a\": 'b'}".utf8)) == "Grüße, 🙂 {\"a\": 'b'}")
        #expect(QuotedText.quote([0x1B, 0x5B, 0x41]) == #"\x1b[A"#)
        #expect(QuotedText.quote(Array("\u{202E}".utf8)) == #"\xe2\x80\xae"#)
    }

    @Test(arguments: [#"\"#, #"\q"#, #"\x"#, #"\x0"#, #"\xzz"#])
    func `what is no escape is refused`(text: String) {
        #expect(throws: UsageError.self) { try QuotedText.unquote(text.utf8) }
    }

    @Test(arguments: ["0", "0g", "0x41", "4 1"])
    func `what is no hexadecimal is refused`(text: String) {
        #expect(HexText.bytes(of: text.utf8) == nil)
    }

    @Test func `hexadecimal digits may be of either case`() {
        #expect(HexText.bytes(of: "aAfF09".utf8) == [0xAA, 0xFF, 0x09])
    }

    @Test func `JSON is valid and says what was received`() throws {
        let line = FrameFormat.json.line(Message(Self.frames.map { Frame($0) }))
        let value = try JSONSerialization.jsonObject(with: Data(line))
        let read = try #require(value as? [Any]).map { element in
            if let text = element as? String { return Array(text.utf8) }
            let digits = (element as? [String: String])?["hex"] ?? "no frame"
            return HexText.bytes(of: digits.utf8) ?? []
        }
        #expect(read == Self.frames)
    }

    @Test(arguments: [
        ("quoted", ["a\tb\\n\t\\xff"]), ("hex", ["61\t620a\tff"]),
        ("json", [#"["a", "b\n", {"hex": "ff"}]"#]),
    ])
    func `each format prints a message on one line`(format: String, lines: [String]) async throws {
        let pull = try Tool.start("pull", "--bind", Tool.anyPort, "--count", "1", "--format", format)
        let push = try PushSocket(in: Context())
        try await push.connect(pull.endpoint())
        try await push.send([Frame("a"), Frame("b\n"), Frame([0xFF])])
        #expect(try await pull.ends(with: 0))
        #expect(pull.printed == lines)
    }

    @Test func `raw prints the bytes as they are`() async throws {
        let pull = try Tool.start("pull", "--bind", Tool.anyPort, "--count", "1", "--format", "raw")
        let push = try PushSocket(in: Context())
        try await push.connect(pull.endpoint())
        try await push.send(["a\\b", "ü", "c\nd"])
        #expect(try await pull.ends(with: 0))
        #expect(pull.printed == ["a\\b\tü\tc", "d"])
    }
}
