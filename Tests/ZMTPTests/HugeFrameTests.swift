internal import Testing
internal import ZMTP

/// Frames whose size needs more than 31 bits. One of them goes through sockets in ZeroMQTests.
@Suite("Sizes beyond 2 GiB") struct HugeFrameTests {
    static let sizes: [UInt64] = [
        1 << 31 - 1, 1 << 31, 1 << 31 + 1, 1 << 32 - 1, 1 << 32, 1 << 32 + 5, 1 << 40 + 255,
        UInt64(Int64.max) - 9,
    ]

    private func header(_ flags: UInt8, _ size: UInt64) -> [UInt8] {
        [flags] + (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) }
    }

    @Test(arguments: sizes) func `ZMTP-20 a size is read with all of its 64 bits`(size: UInt64) throws {
        for flags in [2, 3] as [UInt8] {
            let bytes = header(flags, size) + [1, 2, 3]
            let chunk = ByteChunk(copying: bytes.rawBytes)
            let header = try #require(FrameHeader(in: chunk, at: 0, limit: bytes.count))
            #expect(header.size == size)
            #expect(header.frameBytes == Int(size) + 9)
            let scan = FrameScanner(maximumFrameBytes: nil).scan(chunk, from: 0, upTo: bytes.count)
            #expect(scan.end == 0)
            guard case .incomplete(let wanted) = scan.stop else {
                Issue.record("\(scan.stop)")
                continue
            }
            #expect(wanted == Int(size) + 9)
        }
    }

    @Test(arguments: sizes) func `ZMTP-33 the limit is compared with all of the 64 bits`(size: UInt64) {
        for (limit, isLegal) in [(size - 1, false), (size, true), (UInt64(UInt32.max) >> 1 - 1, false)] {
            for flags in [2, 3, 6] as [UInt8] {
                var test = TestPeer.ready { $0.maximumFrameBytes = limit }
                test.receive(header(flags, size))
                #expect(test.violation == (isLegal ? nil : .frameTooLarge(size)))
            }
        }
    }

    @Test(arguments: sizes, [2, 3, 6] as [UInt8])
    func `SEC-02 nothing is allocated from a claim`(size: UInt64, flags: UInt8) {
        var test = TestPeer.ready()
        test.receive(header(flags, size))
        test.receive([UInt8](repeating: 1, count: 300_000))
        #expect(test.happenings == [])
        #expect(test.engine.heldBytes <= 600_000)
        #expect(test.chunks.current.capacity <= ReceiveChunks.largest)
    }

    @Test(arguments: sizes)
    func `SEC-02 nor from one in the handshake, or of an older peer`(size: UInt64) {
        var handshake = TestPeer(.pull)
        handshake.receive(TestPeer.rawGreeting() + header(6, size))
        #expect(handshake.violation == .handshakeCommandTooLarge(size))
        var configuration = EngineConfiguration(socketKind: .pull)
        configuration.allowsZMTP1 = true
        let push2 = hex("ff 00 00 00 00 00 00 00 01 7f 01 08 00 00")
        // The size of 1.0 counts the flags octet as well.
        let push1 = hex("01 00")
        for start in [push2 + header(2, size), push1 + header(0xFF, size + 1) + [0]] {
            var test = TestPeer(configuration)
            test.receive(start)
            test.receive([UInt8](repeating: 1, count: 300_000))
            #expect(test.violation == nil)
            #expect(test.isReady)
            #expect(test.messages == [])
            #expect(test.engine.heldBytes <= 600_000)
        }
    }
}
