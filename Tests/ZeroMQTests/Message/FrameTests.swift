import Testing
import ZeroMQ

@Suite struct FrameTests {
    @Test(arguments: 0...40)
    func `C-004, C-081 a frame holds the bytes it was made of, inline and shared`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 1) }
        let frames = unsafe [
            Frame(bytes), Frame(copying: bytes.span.bytes), Frame(AnySequence(bytes)),
            Frame(count: count) { memory in
                for (index, byte) in bytes.enumerated() {
                    memory.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
                }
            },
        ]
        for frame in frames {
            #expect(frame.count == count)
            #expect(frame.isEmpty == (count == 0))
            #expect(frame.bytes == bytes)
            #expect(frame.first == bytes.first)
            #expect(frame.withBytes { $0.byteCount } == count)
            #expect(frame == frames[0])
            #expect(frame.hashValue == frames[0].hashValue)
            #expect(frame.compacted() == frame)
            for length in 0...count { #expect(frame.starts(with: Frame(bytes.prefix(length)))) }
            #expect(!frame.starts(with: Frame(bytes + [0])))
        }
        #expect(Set(frames).count == 1)
    }

    @Test func `frames differ when their bytes do`() {
        let zeros = (0...40).map { Frame([UInt8](repeating: 0, count: $0)) }
        #expect(Set(zeros).count == 41)
        for count in 1...40 {
            let one = [UInt8](repeating: 1, count: count)
            for place in 0..<count {
                var other = one
                other[place] = 2
                #expect(Frame(one) != Frame(other))
                #expect(!Frame(one).starts(with: Frame(other)))
            }
        }
    }

    @Test func `C-006 text is UTF-8 without a terminator, and what is none is replaced`() {
        #expect(Frame("HELLO").bytes == [72, 69, 76, 76, 79])
        #expect(Frame("ü").bytes == [0xC3, 0xBC])
        #expect(
            Frame("a long text with an ü beyond the inline bytes").text
                == "a long text with an ü beyond the inline bytes")
        #expect(Frame([0x61, 0xFF, 0x62]).text == "a\u{FFFD}b")
        #expect(Frame("a\0b").text == "a\0b")
        #expect(Frame("abc".dropFirst()).text == "bc")
        let literal: Frame = "n = \(1 + 1)"
        #expect(literal.text == "n = 2")
    }

    @Test func `a description is text when that is printable, otherwise hexadecimal`() {
        #expect(Frame("ping 1").description == "ping 1")
        #expect(Frame([0, 1, 0xAB]).description == "0001AB")
        #expect(Frame("ü").description == "C3BC")
        #expect(Frame().description == "")
    }

    @Test func `C-093 lent memory is released once, when the last frame is gone`() {
        let releases = Shared(0)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 9)
        do {
            let frame = unsafe Frame(lending: memory) { releases.change { $0 += 1 } }
            var copies = [frame, frame]
            let message = Message(copies)
            copies = []
            let own = frame.compacted()
            #expect(own.bytes == [UInt8](repeating: 9, count: 64))
            #expect(message[1].bytes == own.bytes)
            #expect(releases.value == 0)
        }
        #expect(releases.value == 1)
        unsafe memory.deallocate()
    }

    @Test func `a failing fill makes no frame`() {
        struct Failure: Error {}
        #expect(throws: Failure.self) {
            _ = try Frame(count: 100) { (_: inout MutableRawSpan) throws(Failure) in throw Failure() }
        }
        #expect(Frame(count: -1) { _ in }.isEmpty)
    }
}
