internal import Testing
internal import ZMTP

@Suite("2 ZMTP 1.0") struct Version1Tests {
    private func peer(_ kind: SocketKind, identity: [UInt8] = []) -> TestPeer {
        var configuration = EngineConfiguration(socketKind: kind, identity: identity)
        configuration.allowsZMTP1 = true
        return TestPeer(configuration)
    }

    /// An unversioned peer whose identity frame came.
    private func unversioned(_ kind: SocketKind, then rest: [UInt8] = []) -> TestPeer {
        var test = peer(kind)
        test.receive(hex("01 00") + rest)
        return test
    }

    /// What is written for a message.
    private func encoded(_ test: inout TestPeer, _ frames: [[UInt8]]) -> [UInt8] {
        var queue = FrameQueue()
        for (index, frame) in frames.enumerated() { queue.append(frame, more: index < frames.count - 1) }
        let stream = test.engine.encode(queue.take())
        #expect(stream.reduce(0) { $0 + $1.messages } == 1)
        return stream.flatMap { Happening.bytes($0.bytes) }
    }

    @Test func `V1-01 the first bytes are an identity frame`() {
        var test = peer(.router)
        test.receive(hex("04 00 79 6f 75"))
        #expect(test.engine.peer?.identity == .init(text: "you"))
        #expect(test.engine.version == .v1_0)
        #expect(test.engine.peer?.socketKind == nil)
    }

    @Test func `V1-02 the length counts the flags octet`() {
        let test = unversioned(.pull, then: hex("02 00 41 | 01 00 | ff 00 00 00 00 00 00 00 02 00 42"))
        #expect(test.messages == [[[0x41]], [[]], [[0x42]]])
    }

    @Test func `V1-03 the short length is sent up to 253 octets`() {
        var test = unversioned(.push)
        #expect(encoded(&test, [[UInt8](repeating: 7, count: 253)]).prefix(2) == hex("fe 00")[...])
        #expect(
            encoded(&test, [[UInt8](repeating: 7, count: 254)]).prefix(10)
                == hex("ff 00 00 00 00 00 00 00 ff 00")[...])
        #expect(encoded(&test, [[UInt8](repeating: 7, count: 300)]).count == 310)
        #expect(encoded(&test, [[1], [], [2]]) == hex("02 01 01 01 01 02 00 02"))
    }

    @Test func `V1-04 only the MORE flag counts`() {
        let test = unversioned(.pull, then: hex("02 fe 41 | 02 ff 42 | 02 00 43"))
        #expect(test.messages == [[[0x41]], [[0x42], [0x43]]])
    }

    @Test(arguments: ["00", "ff 00 00 00 00 00 00 00 00", "ff 80 00 00 00 00 00 00 01"])
    func `V1-05 a length of zero, or beyond all bounds, closes`(header: String) {
        let test = unversioned(.pull, then: hex("02 00 41") + hex(header))
        #expect(test.messages == [[[0x41]]])
        guard case .badFrameSize = test.violation else {
            Issue.record("accepted")
            return
        }
    }

    @Test func `V1-06 our signature is the header of our identity frame`() {
        var test = peer(.router, identity: .init(text: "ME"))
        test.receive(hex("01 00"))
        #expect(test.sent == hex("ff 00 00 00 00 00 00 00 03 7f 4d 45"))
    }

    @Test func `V1-07 the flags of an identity frame are not checked`() {
        var test = peer(.router)
        test.receive(hex("04 ff 79 6f 75"))
        #expect(test.isReady)
    }

    @Test func `V1-08 what was read to find out is the start of the identity frame`() {
        var test = peer(.router)
        test.readLimit = 1
        test.receive(hex("ff 00 00 00 00 00 00 00 04 00 79 6f 75 02 00 41"))
        #expect(test.engine.peer?.identity == .init(text: "you"))
        #expect(test.messages == [[[0x41]]])
    }

    @Test func `V1-09 an unversioned peer of a publisher is subscribed to everything`() {
        for kind in [SocketKind.publisher, .xPublisher] {
            let test = unversioned(kind)
            #expect(test.happenings.count == 2)
            #expect(test.happenings.last == .subscribe([]))
        }
        #expect(unversioned(.push).happenings.count == 1)
        var versioned = peer(.publisher)
        versioned.receive(hex("ff 00 00 00 00 00 00 00 01 7f 00 02 01 00"))
        #expect(versioned.isReady && versioned.happenings.count == 1)
    }

    @Test func `V1-10 subscriptions are messages`() {
        var test = unversioned(.subscriber)
        #expect(test.engine.subscriptionBytes(subscribe: true, topic: .init(text: "T")) == hex("03 00 01 54"))
        #expect(
            test.engine.subscriptionBytes(subscribe: false, topic: .init(text: "T")) == hex("03 00 00 54"))
        #expect(unversioned(.publisher, then: hex("03 00 01 54")).messages == [[[1, 0x54]]])
    }

    @Test func `V1-11 only with NULL, and when nobody decides about peers`() {
        var configuration = EngineConfiguration(socketKind: .pull)
        configuration.allowsZMTP1 = true
        configuration.makeMechanism = { NullMechanism(metadata: $0, asksFirst: true) }
        var test = TestPeer(configuration)
        test.receive(hex("01 00"))
        #expect(test.violation == .notVersioned)
    }

    @Test func `V1-12 a versioned peer of revision 0 uses 1.0 frames after twelve octets`() {
        var configuration = EngineConfiguration(socketKind: .router, identity: .init(text: "ME"))
        configuration.allowsZMTP1 = true
        var test = TestPeer(configuration)
        test.receive(hex("ff 00 00 00 00 00 00 00 01 7f 00 05 | 04 00 79 6f 75 | 02 00 41"))
        #expect(test.engine.peer?.identity == .init(text: "you"))
        #expect(test.engine.peer?.socketKind == .dealer)
        #expect(test.messages == [[[0x41]]])
        #expect(test.sent == hex("ff 00 00 00 00 00 00 00 03 7f 03 06 | 03 00 4d 45"))
    }

    @Test func `V1-13 without leave 1.0 and 2.0 close on detection`() {
        for first in ["01", "47 45 54 20", "ff 00 00 00 00 00 00 00 01 00"] {
            var test = TestPeer(.pull)
            test.receive(hex(first))
            #expect(test.violation == .notVersioned)
            #expect(test.engine.firstBytes == hex(first))
            #expect(test.violation?.description == "the peer speaks ZMTP 1.0 or is not a ZeroMQ peer")
        }
        var test = TestPeer(.pull)
        test.receive(hex("ff 00 00 00 00 00 00 00 01 7f 00"))
        #expect(test.violation == .versionNotAllowed(.v1_0))
    }

    @Test func `the frame limit holds for 1.0 too`() {
        var configuration = EngineConfiguration(socketKind: .pull)
        configuration.allowsZMTP1 = true
        configuration.maximumFrameBytes = 10
        var test = TestPeer(configuration)
        test.receive(hex("01 00 0b 00") + [UInt8](repeating: 1, count: 10) + hex("0c 00"))
        #expect(test.messages.count == 1)
        #expect(test.violation == .frameTooLarge(11))
    }

    /// A PULL that takes frames of at most 40,000 octets, with a 1.0 peer.
    private func limited() -> TestPeer {
        var configuration = EngineConfiguration(socketKind: .pull)
        configuration.allowsZMTP1 = true
        configuration.maximumFrameBytes = 40_000
        var test = TestPeer(configuration)
        test.receive(hex("01 00 | 02 00 41"))
        return test
    }

    private func frame(_ count: Int, more: Bool) -> [UInt8] {
        OldFrameHeader.bytes(count: count, more: more) + [UInt8](repeating: 7, count: count)
    }

    @Test(arguments: [true, false])
    func `ZMTP-33 the limit holds for the frames of a 1_0 message together`(inPieces: Bool) {
        for last in [true, false] {
            var test = limited()
            let frames = [
                frame(40_000, more: true), frame(40_000, more: true), frame(40_000, more: last),
            ]
            for piece in inPieces ? frames : [frames.flatMap(\.self)] { test.receive(piece) }
            guard case .messageTooLarge = test.violation else {
                Issue.record("a message of 120,000 octets passed the limit")
                continue
            }
            // What came before is delivered, and nothing of what was too large.
            #expect(test.messages == [[[0x41]]])
        }
    }

    @Test func `ZMTP-33 a 1_0 peer may send any number of messages within the limit`() {
        var test = limited()
        for _ in 0..<10 {
            test.receive(frame(40_000, more: true) + frame(40_000, more: false) + frame(40_000, more: false))
        }
        #expect(test.violation == nil)
        #expect(test.messages.count == 21)
        // Frames without content are not free.
        for _ in 0..<100 where test.violation == nil {
            test.receive(Array([[UInt8]](repeating: [1, 1], count: 1000).joined()))
        }
        guard case .messageTooLarge = test.violation else {
            Issue.record("a message of 100,000 empty frames passed the limit")
            return
        }
    }

    @Test func `a large message from a 1.0 peer is delivered`() {
        let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var test = unversioned(.pull)
        test.readLimit = 50_000
        test.receive(hex("02 01 41 | ff 00 00 00 00 00 04 93 e1 01") + body + hex("02 00 42 | 02 00 43"))
        #expect(test.messages == [[[0x41], body, [0x42]], [[0x43]]])
    }
}
