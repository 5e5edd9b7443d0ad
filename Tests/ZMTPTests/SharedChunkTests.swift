import TestSeeds
internal import Testing
internal import ZMTP

/// Connections share the chunks that they read into; what one delivered must stay as it was whatever the others read.
@Suite("Receiving into shared chunks") struct SharedChunkTests {
    /// One connection, what it is still to receive, and what it delivered: kept, to be looked at in the end.
    private struct Connection {
        var peer: TestPeer
        var rest: ArraySlice<UInt8>
        var expected: [[[UInt8]]]
        var delivered: [ByteSlice] = []

        /// Reads once.
        mutating func read(atMost limit: Int, parks: Bool) throws {
            let room = unsafe peer.engine.prepareRead(&peer.chunks)
            let count = min(room.count, rest.count, limit)
            unsafe room.copyBytes(from: rest.prefix(count))
            // Forgetting to say that nothing was read must not harm anybody.
            if count > 0 { peer.engine.didRead(count, &peer.chunks) }
            rest = rest.dropFirst(count)
            while let event = try peer.engine.nextEvent() {
                if case .messages(let stream, _) = event { delivered += stream }
            }
            if parks { peer.engine.endOfTurn() }
        }
    }

    /// Where frames are cut from: without a short period, so that a shifted frame is noticed.
    private static let pattern = (0..<701_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 251) }

    private func connection(_ generator: inout SeededRandom) -> Connection {
        var expected: [[[UInt8]]] = []
        var bytes: [UInt8] = []
        let sizes = [0, 1, 10, 100, 255, 256, 1000, 8000, 70_000, 300_000, 700_000]
        for _ in 0..<Int.random(in: 1...20, using: &generator) {
            var frames: [[UInt8]] = []
            let count = Int.random(in: 1...4, using: &generator)
            for index in 1...count {
                let largest = sizes.randomElement(using: &generator) ?? 0
                let size = Int.random(in: 0...largest, using: &generator)
                let start = Int.random(in: 0..<1000, using: &generator)
                let frame = Array(Self.pattern[start..<start + size])
                frames.append(frame)
                bytes += FrameHeader.frame(frame, more: index < count)
            }
            expected.append(frames)
        }
        return Connection(peer: .ready(), rest: bytes[...], expected: expected)
    }

    @Test func `what is delivered stays unchanged while others read`() throws {
        var generator = SeededRandom.announced(for: "shared chunks")
        for _ in 0..<8 {
            var connections = (0..<4).map { _ in connection(&generator) }
            var lane = ReceiveChunks()
            while let index = connections.indices.filter({ !connections[$0].rest.isEmpty })
                .randomElement(using: &generator)
            {
                // A swap, not a copy: the lane's chunks are nobody else's.
                swap(&lane, &connections[index].peer.chunks)
                let limit = [1, 20, 1500, 65_536, .max].randomElement(using: &generator) ?? 1500
                let parks = Bool.random(using: &generator)
                try connections[index].read(atMost: limit, parks: parks)
                if Int.random(in: 0..<10, using: &generator) == 0 {
                    // A read that brings nothing.
                    try connections[index].read(atMost: 0, parks: parks)
                }
                swap(&lane, &connections[index].peer.chunks)
            }
            for connection in connections {
                #expect(Happening.messages(of: connection.delivered) == connection.expected)
            }
        }
    }

    @Test func `an idle connection holds nothing`() {
        var test = TestPeer.ready()
        test.receive(hex("00 01 41"))
        #expect(test.engine.heldBytes == 0)
        var chunk = test.chunks.current
        test.happenings = []
        test.chunks = ReceiveChunks()
        let isLetGo = chunk.isHeldByNobodyElse()
        #expect(isLetGo, "the shared chunk was let go")
    }

    @Test func `a small rest does not pin a shared chunk`() {
        var test = TestPeer.ready()
        test.receive(hex("00 01 41 | 01 02 41 42 | 00 20 01 02 03"))
        var chunk = test.chunks.current
        test.chunks = ReceiveChunks()
        let isLetGo = chunk.isHeldByNobodyElse()
        #expect(isLetGo)
        #expect(test.engine.heldBytes == 5)
        test.receive([UInt8](repeating: 0, count: 29))
        #expect(test.messages == [[[0x41]], [[0x41, 0x42], [1, 2, 3] + [UInt8](repeating: 0, count: 29)]])
    }

    @Test(arguments: [
        "02 00 00 01 00 00 00 00 00", "02 7f ff ff ff ff ff ff ff", "06 00 00 01 00 00 00 00 00",
    ])
    func `a claim of 2^40 octets allocates nothing`(header: String) {
        for parks in [true, false] {
            var test = TestPeer.ready()
            test.parks = parks
            test.receive(hex(header))
            #expect(test.violation == nil)
            #expect(test.engine.heldBytes <= 16)
            test.readLimit = 1000
            var received = 9
            for _ in 0..<2000 {
                test.receive([UInt8](repeating: 1, count: 1000))
                received += 1000
                #expect(test.engine.heldBytes <= max(ReceiveChunks.largest, received * 2))
            }
            #expect(test.chunks.current.capacity <= ReceiveChunks.largest)
        }
    }

    @Test func `a large frame gets a chunk that is no larger than itself`() {
        let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 13) }
        let frame = FrameHeader.frame(body)
        for limit in [1000, 100_000, .max] {
            var test = TestPeer.ready()
            test.readLimit = limit
            test.receive(Array(frame.dropLast()))
            #expect(test.engine.heldBytes <= frame.count)
            test.receive([frame[frame.count - 1]] + hex("00 01 41"))
            #expect(test.messages == [[body], [[0x41]]])
        }
    }

    @Test func `after a large frame the next one is believed its size, but no more than that`() {
        let frame = FrameHeader.frame([UInt8](repeating: 7, count: 1_000_000))
        let larger = FrameHeader.frame([UInt8](repeating: 7, count: 2_000_000))
        var test = TestPeer.ready()
        test.readLimit = 10_000
        test.receive(Array(frame.prefix(200_000)))
        #expect(test.engine.heldBytes <= 400_000)
        test.receive(Array(frame.dropFirst(200_000)) + frame.prefix(200_000))
        #expect(test.engine.heldBytes == frame.count)
        test.receive(Array(frame.dropFirst(200_000)) + larger.prefix(200_000))
        #expect(test.engine.heldBytes == frame.count)
        #expect(test.messages.count == 2)
    }

    @Test func `frames of an unfinished message do not pin shared chunks`() {
        var test = TestPeer.ready()
        var chunks: [ByteChunk] = []
        for index in 0..<50 {
            test.receive([1, 1, UInt8(index)])
            chunks.append(test.chunks.current)
            test.chunks = ReceiveChunks()
        }
        while var chunk = chunks.popLast() {
            let isLetGo = chunk.isHeldByNobodyElse()
            #expect(isLetGo)
        }
        test.receive([0, 0])
        #expect(test.messages == [(0..<50).map { [UInt8($0)] } + [[]]])
    }
}
