import TestSeeds
internal import Testing
internal import WireFuzz
internal import ZMTP

/// Whatever arrives gives events or a violation. A trap would end the test run.
@Suite("Garbage") struct GarbageTests {
    private func peer(_ generator: inout SeededRandom) -> TestPeer {
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

    /// A conversation that may be meant for another.
    private func conversation(_ generator: inout SeededRandom) -> [[UInt8]] {
        let kind = SocketKind.allCases.randomElement(using: &generator) ?? .push
        let mechanism = Int.random(in: 0..<4, using: &generator) == 0 ? "TOY" : "NULL"
        return HostileBytes.conversation(as: kind, mechanism: mechanism, using: &generator)
    }

    private func octets(_ count: Int, _ generator: inout SeededRandom) -> [UInt8] {
        HostileBytes.octets(count, using: &generator)
    }

    @Test func `mutated conversations never trap, and do not depend on the pieces`() {
        var generator = SeededRandom.announced(for: "mutated conversations")
        for _ in 0..<8000 {
            let bytes = HostileBytes.spoiled(conversation(&generator), using: &generator)
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
        var generator = SeededRandom.announced(for: "garbage")
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
        var generator = SeededRandom.announced(for: "garbage in parts")
        for _ in 0..<20_000 {
            let bytes = octets(Int.random(in: 0...80, using: &generator), &generator)
            _ = try? Metadata(parsing: bytes[...])
            _ = try? Command(bytes: bytes)
            _ = Greeting(bytes: bytes)
            _ = try? PeerError(data: bytes)
        }
    }
}
