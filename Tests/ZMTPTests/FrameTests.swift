internal import Testing
internal import ZMTP

@Suite("1.2 Frames") struct FrameTests {
    private func body(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0) } }

    /// What a queue encodes.
    private func encoded(_ frames: [[UInt8]]) -> [UInt8] {
        var queue = FrameQueue()
        for (index, frame) in frames.enumerated() {
            queue.append(frame, more: index < frames.count - 1)
        }
        return queue.take().flatMap { Happening.bytes($0.bytes) }
    }

    @Test func `ZMTP-20 flags, size, body`() {
        var test = TestPeer.ready()
        test.receive(hex("00 05 68 65 6c 6c 6f"))
        #expect(test.messages == [[.init(text: "hello")]])
        #expect(encoded([.init(text: "hello")]) == hex("00 05 68 65 6c 6c 6f"))
    }

    @Test func `ZMTP-21 exactly six flags octets are legal`() {
        for flags in 0...255 as ClosedRange<UInt8> {
            var test = TestPeer.ready()
            // A body that is a command too, and enough octets to be a long size.
            let body = hex("01 58") + [UInt8](repeating: 0, count: 14)
            let size: [UInt8] = flags & 2 == 0 ? [16] : hex("00 00 00 00 00 00 00 10")
            test.receive([flags] + size + body)
            if [0, 1, 2, 3, 4, 6].contains(flags) {
                #expect(test.violation == nil, "flags \(flags)")
            } else {
                #expect(test.violation == .badFrameFlags(flags))
            }
        }
    }

    @Test func `ZMTP-22 the short form is sent up to 255 octets`() {
        #expect(encoded([body(255)]) == hex("00 ff") + body(255))
        #expect(encoded([body(256)]) == hex("02 00 00 00 00 00 00 01 00") + body(256))
        #expect(encoded([body(300), []]).prefix(9) == hex("03 00 00 00 00 00 00 01 2c")[...])
        #expect(FrameHeader.frame(body(255)).prefix(2) == hex("00 ff")[...])
        #expect(FrameHeader.frame(body(256)).prefix(9) == hex("02 00 00 00 00 00 00 01 00")[...])
    }

    @Test func `ZMTP-23 the long form is accepted for any size`() {
        var test = TestPeer.ready()
        test.receive(hex("02 00 00 00 00 00 00 00 03 61 62 63 | 02 00 00 00 00 00 00 00 00"))
        #expect(test.messages == [[.init(text: "abc")], [[]]])
    }

    @Test func `ZMTP-24 a size above 2^63-1 closes`() {
        for flags in ["02", "03", "06"] {
            var test = TestPeer.ready()
            test.receive(hex(flags + "80 00 00 00 00 00 00 00"))
            #expect(test.violation == .badFrameSize(1 << 63))
        }
        var test = TestPeer.ready()
        test.receive(hex("02 7f ff ff ff ff ff ff ff 00"))
        #expect(test.violation == nil)
        var handshake = TestPeer(.pull)
        handshake.receive(TestPeer.rawGreeting() + hex("06 ff ff ff ff ff ff ff ff"))
        #expect(handshake.violation == .badFrameSize(.max))
    }

    @Test func `ZMTP-25 empty frames are delivered`() {
        var test = TestPeer.ready()
        test.receive(hex("00 00 | 01 00 00 00 | 01 02 41 42 01 00 00 01 43"))
        #expect(test.messages == [[[]], [[], []], [[0x41, 0x42], [], [0x43]]])
    }

    @Test func `ZMTP-26 a message is delivered whole, after its last frame`() {
        var test = TestPeer.ready()
        test.receive(hex("00 01 41 01 01 42"))
        #expect(test.messages == [[[0x41]]])
        test.receive(hex("01 01 43"))
        #expect(test.messages.count == 1)
        test.receive(hex("00 01 44 00 01 45"))
        #expect(test.messages == [[[0x41]], [[0x42], [0x43], [0x44]], [[0x45]]])
    }

    @Test func `ZMTP-27 an unfinished message is dropped when the connection ends`() {
        var test = TestPeer.ready()
        test.receive(hex("00 01 41 01 01 42 00"))
        test.receive(hex("01 43 80 00"))
        #expect(test.messages == [[[0x41]], [[0x42], [0x43]]])
        test = TestPeer.ready()
        test.receive(hex("01 01 42 80 00 00 01 43"))
        #expect(test.happenings == [.violation(.badFrameFlags(0x80))])
        #expect(test.engine.isClosed)
    }

    @Test func `ZMTP-28 a stream is taken from a queue at the end of a message`() {
        var queue = FrameQueue()
        for _ in 0..<3 {
            queue.append(body(2000), more: true)
            queue.append(body(2000), more: false)
        }
        #expect(queue.take(upTo: 1).last?.endsMessage == true)
        #expect(queue.take().last?.endsMessage == true)
    }

    @Test func `ZMTP-29 a command frame with MORE closes the connection`() {
        for start in ["05 05 04 50 49 4e 47", "07 00 00 00 00 00 00 00 05 04 50 49 4e 47"] {
            var test = TestPeer.ready()
            test.receive(hex(start))
            #expect(test.violation == .badFrameFlags(hex(start)[0]))
            var handshake = TestPeer(.pull)
            handshake.receive(TestPeer.rawGreeting() + hex(start))
            #expect(handshake.violation == .badFrameFlags(hex(start)[0]))
        }
    }

    @Test(arguments: [0x08, 0x10, 0x20, 0x40, 0x80, 0xF8] as [UInt8])
    func `ZMTP-30 a reserved bit closes the connection`(flags: UInt8) {
        var test = TestPeer.ready()
        test.receive([0, 1, 65, flags, 1, 66])
        #expect(test.happenings == [.message([[65]]), .violation(.badFrameFlags(flags))])
    }

    @Test func `ZMTP-31 a command between two frames of a message changes nothing`() {
        var test = TestPeer.ready()
        test.receive(hex("01 01 41 | 04 07 04 50 49 4e 47 00 00 | 01 01 42 | 04 04 03 46 4f 4f | 00 01 43"))
        #expect(test.happenings == [.pinged(nil), .message([[0x41], [0x42], [0x43]])])
    }

    @Test func `a queue writes to the same memory again as soon as nobody reads it any more`() {
        var queue = FrameQueue()
        var spare: [ByteSlice] = []
        func taken() -> [ByteSlice] {
            for _ in 0..<3 { queue.append(body(20), more: false) }
            return queue.take(upTo: .max, leaving: &spare)
        }
        func place(of stream: [ByteSlice]) -> UInt {
            unsafe UInt(bitPattern: stream[0].chunk.base) + UInt(stream[0].lower)
        }
        let first = place(of: taken())
        let second = taken()
        #expect(place(of: second) == first)
        // Somebody still has what was taken last.
        #expect(place(of: taken()) != first)
        #expect(second.count == 1)
    }

    @Test func `ZMTP-32 what the engine sends itself is apart from messages`() {
        // Commands are only in takeOutput, and that holds whole frames: the connection writes them in between.
        var test = TestPeer.ready()
        test.receive(hex("04 07 04 50 49 4e 47 00 00 | 04 07 04 50 49 4e 47 00 00"))
        #expect(test.sent == hex("04 05 04 50 4f 4e 47 | 04 05 04 50 4f 4e 47"))
    }

    @Test func `ZMTP-33 a frame above the limit closes before its body, without ERROR`() {
        var test = TestPeer.ready { $0.maximumFrameBytes = 30 }
        test.receive([1, 30] + body(30) + [0, 30] + body(30))
        #expect(test.messages.count == 1)
        test.receive([0, 31])
        #expect(test.violation == .frameTooLarge(31))
        #expect(test.sent.isEmpty)
        // All of it being there does not make it legal.
        for size in [31, 300] {
            test = TestPeer.ready { $0.maximumFrameBytes = 30 }
            test.receive(hex("00 01 41") + FrameHeader.frame(body(size)) + hex("00 01 42"))
            #expect(test.happenings == [.message([[0x41]]), .violation(.frameTooLarge(UInt64(size)))])
        }
        test = TestPeer.ready { $0.maximumFrameBytes = 300 }
        test.receive(hex("02 00 00 00 00 00 00 01 2d"))
        #expect(test.violation == .frameTooLarge(301))
        test = TestPeer.ready { $0.maximumFrameBytes = 30 }
        test.receive(hex("04 1f"))
        #expect(test.violation == .frameTooLarge(31))
        var configuration = EngineConfiguration(socketKind: .pull)
        configuration.maximumFrameBytes = 10
        test = TestPeer(configuration)
        test.receive(TestPeer.rawGreeting() + TestPeer.rawReady(.push))
        guard case .frameTooLarge = test.violation else {
            Issue.record("READY passed a limit of ten octets")
            return
        }
    }

    @Test func `ZMTP-33 the limit holds for the frames of an unfinished message together`() {
        var test = TestPeer.ready { $0.maximumFrameBytes = 30_000 }
        let frame = FrameHeader.frame(body(30_000), more: true)
        test.receive([0, 1, 0x41] + frame + frame)
        #expect(test.violation == nil)
        for _ in 0..<3 where test.violation == nil { test.receive(frame) }
        guard case .messageTooLarge = test.violation else {
            Issue.record("\(test.happenings.count) happenings without the violation")
            return
        }
        #expect(test.messages == [[[0x41]]])
        // It does not matter whether the message comes in one piece.
        test = TestPeer.ready { $0.maximumFrameBytes = 30_000 }
        test.receive([0, 1, 0x41] + frame + frame + frame + frame + [0, 0])
        guard case .messageTooLarge = test.violation else {
            Issue.record("a whole message passed the limit")
            return
        }
        #expect(test.messages == [[[0x41]]])
        // Frames without content are not free.
        test = TestPeer.ready { $0.maximumFrameBytes = 30_000 }
        for _ in 0..<100 where test.violation == nil {
            test.receive(Array([[UInt8]](repeating: [1, 0], count: 1000).joined()))
        }
        #expect(test.violation != nil)
    }

    @Test func `ZMTP-33 the limit holds for the frames of an unfinished sealed message together`() {
        var test = SealingTests.ready(maximumFrameBytes: 64)
        for _ in 0..<3000 where test.violation == nil { test.receive([0, 64, 1] + body(63)) }
        guard case .messageTooLarge = test.violation else {
            Issue.record("no violation")
            return
        }
        // The last frame counts as well; what was whole before is delivered.
        test = SealingTests.ready(maximumFrameBytes: 40_000)
        let frame = FrameHeader.frame([1] + body(39_000))
        test.receive(FrameHeader.frame([0, 0x41]) + frame + frame + FrameHeader.frame([0] + body(39_000)))
        guard case .messageTooLarge = test.violation else {
            Issue.record("the last frame passed the limit")
            return
        }
        #expect(test.messages.count == 1)
    }

    @Test func `ZMTP-34 the limit is one of the sealed body`() {
        var test = SealingTests.ready(maximumFrameBytes: 64)
        test.receive([0, 64, 0] + body(63))
        #expect(test.messages.count == 1)
        test.receive([0, 65])
        #expect(test.violation == .frameTooLarge(65))
    }

    @Test func `ZMTP-35 a message may have any number of frames`() {
        var test = TestPeer.ready()
        test.readLimit = 1000
        let count = 100_000
        test.receive(hex(String(repeating: "01 01 41", count: count)) + hex("00 00"))
        #expect(test.messages.first?.count == count + 1)
    }
}
