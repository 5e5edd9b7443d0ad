import Testing
import ZeroMQ

/// H-29 and H-32: what people read.
@Suite struct DumpTests {
    @Test func `H-29 a dump has a line for each frame, with its size, and text or hexadecimal`() {
        let message: Message = [Frame([0, 0x6B, 0x8B, 0x45, 0x67]), "", "ROUTER uses a generated UUID"]
        #expect(
            message.dump() == """
                -----
                [005] 006B8B4567
                [000]
                [028] ROUTER uses a generated UUID
                """)
    }

    @Test func `H-29 sizes have three digits, or as many as they need`() {
        let sizes = [9, 10, 999, 1000, 12345]
        let lines = Message(sizes.map { Frame(repeatElement(0x61, count: $0)) }).dump().split(separator: "\n")
        #expect(
            lines.dropFirst().map { $0.prefix { $0 != " " } } == [
                "[009]", "[010]", "[999]", "[1000]", "[12345]",
            ])
        #expect(Message().dump() == "-----")
    }

    @Test func `H-32 a random identity is two times four hexadecimal digits, and a legal routing id`() throws
    {
        var seen: Set<Frame> = []
        for _ in 0..<100 {
            let identity = Frame.randomIdentity()
            #expect(identity.text.wholeMatch(of: /[0-9A-F]{4}-[0-9A-F]{4}/) != nil)
            try SocketOptions(routingID: identity).validated(for: .req)
            seen.insert(identity)
        }
        #expect(seen.count > 90)
    }

    @Test func `a random identity is made of the generator's numbers`() {
        struct Zeros: RandomNumberGenerator { func next() -> UInt64 { 0 } }
        var zeros = Zeros()
        #expect(Frame.randomIdentity(using: &zeros) == "0000-0000")
    }
}
