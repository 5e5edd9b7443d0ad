internal import Testing
internal import ZMTP

/// Whatever arrives gives events or a violation. A trap would end the test run.
@Suite("Garbage") struct GarbageTests {
    private func peer(_ generator: inout SeededGenerator) -> TestPeer {
        let kind = SocketKind.allCases.randomElement(using: &generator) ?? .pull
        var configuration = EngineConfiguration(socketKind: kind)
        configuration.allowsZMTP1 = Bool.random(using: &generator)
        configuration.allowsZMTP2 = Bool.random(using: &generator)
        if Bool.random(using: &generator) { configuration.maximumFrameBytes = 100 }
        if Int.random(in: 0..<4, using: &generator) == 0 {
            let isServer = Bool.random(using: &generator)
            configuration.makeMechanism = { ToyMechanism(metadata: $0, isServer: isServer) }
        }
        return TestPeer(configuration)
    }

    /// Octets that are often near something legal.
    private func octets(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in
            let byte = UInt8.random(in: 0...255, using: &generator)
            return Bool.random(using: &generator) ? byte & 7 : byte
        }
    }

    /// A conversation that goes well, for this peer or another.
    private func conversation(_ generator: inout SeededGenerator) -> [UInt8] {
        let kind = SocketKind.allCases.randomElement(using: &generator) ?? .push
        let traffic =
            FrameHeader.frame(octets(20, &generator), more: true) + FrameHeader.frame(octets(300, &generator))
            + Command.ping(tenths: 3, context: [1, 2, 3]).frame + Command.subscribe([1]).frame
            + FrameHeader.frame([]) + Command.cancel([1]).frame + Command.pong(context: []).frame
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            return hex("ff 00 00 00 00 00 00 00 01 7f 01") + [kind.version2Code ?? 3, 0, 0] + traffic
        case 1:
            return hex("04 00 41 42 43 02 01 41 02 00 41 ff 00 00 00 00 00 00 00 04 00 42 42 42")
        default:
            let name = Int.random(in: 0..<4, using: &generator) == 0 ? "TOY" : "NULL"
            return TestPeer.rawGreeting(mechanism: name)
                + TestPeer.rawReady(kind, identity: octets(5, &generator)) + traffic
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            case 2: bytes.insert(contentsOf: octets(3, &generator), at: place)
            default: bytes.removeSubrange(place..<min(place + 3, bytes.count))
            }
            if bytes.isEmpty { bytes = [0] }
        }
    }

    @Test func `mutated conversations never trap, and do not depend on the pieces`() {
        var generator = SeededGenerator.forTest("mutated conversations")
        for _ in 0..<8000 {
            var bytes = conversation(&generator)
            mutate(&bytes, &generator)
            let start = peer(&generator)
            var whole = start
            whole.receive(bytes)
            var pieces = start
            pieces.chunks = ReceiveChunks()
            pieces.readLimit = Int.random(in: 1...40, using: &generator)
            pieces.receive(bytes)
            #expect(whole.happenings == pieces.happenings)
        }
    }

    @Test func `garbage never traps`() {
        var generator = SeededGenerator.forTest("garbage")
        for _ in 0..<8000 {
            var test = peer(&generator)
            let start = Int.random(in: 0..<3, using: &generator)
            if start > 0 { test.receive(TestPeer.rawGreeting()) }
            if start > 1 { test.receive(Command(name: "READY").frame) }
            test.receive(octets(Int.random(in: 1...400, using: &generator), &generator))
            _ = test.engine.encode([])
            _ = test.engine.subscriptionBytes(subscribe: true, topic: octets(3, &generator))
        }
    }

    @Test func `garbage as metadata, commands and greetings never traps`() {
        var generator = SeededGenerator.forTest("garbage in parts")
        for _ in 0..<20_000 {
            let bytes = octets(Int.random(in: 0...80, using: &generator), &generator)
            _ = try? Metadata(parsing: bytes[...])
            _ = try? Command(bytes: bytes)
            _ = Greeting(bytes: bytes)
            _ = try? PeerError(data: bytes)
        }
    }
}
