import Testing
import ZeroMQ

/// A peer that is refused because another one has its place waits for that, over inproc as over a network.
@Suite(.timeLimit(.minutes(1)))
struct InprocRefusalTests {
    let context = Context()

    private func dealer(_ reconnect: ReconnectPolicy = ReconnectPolicy()) throws -> DealerSocket {
        try DealerSocket(in: context, options: SocketOptions(routingID: "same", reconnect: reconnect))
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `RTR-07 who has a routing id in use gets its turn, and loses nothing`(
        after transport: TransportUnderTest
    ) async throws {
        let router = try RouterSocket(in: context)
        let first = try dealer()
        try await join(router, first, over: transport)
        let others = try (0..<3).map { _ in try dealer() }
        let name = try router.bind("inproc://\(UniqueName.make())")
        let connections = try others.map { try $0.connect(name) }
        for (index, other) in others.enumerated() {
            #expect(!connections[index].isReady)
            #expect(try other.trySend("early \(index)"))
        }
        #expect(router.peers.count == 1)
        #expect(try router.tryReceive() == nil)
        first.close()
        var turns: Set<String> = []
        for _ in 0..<3 {
            let texts = try await router.nextTexts()
            #expect(texts.first == "same")
            #expect(router.peers.count == 1)
            let index = try #require(Int(texts[1].suffix(1)))
            turns.insert(texts[1])
            #expect(connections[index].isReady)
            try await router.send(["same", "your turn"])
            #expect(try await others[index].nextTexts() == ["your turn"])
            if index.isMultiple(of: 2) { others[index].close() } else { try connections[index].disconnect() }
        }
        #expect(turns.count == 3)
        try await router.hasPeers(0)
        #expect(router.statistics.dropped.total == 0)
        #expect(others.allSatisfy { $0.statistics.dropped.total == 0 })
    }

    @Test func `what was queued meanwhile is sent in order, and counts`() async throws {
        let router = try RouterSocket(in: context)
        let first = try dealer()
        let name = try await join(router, first, over: .inproc)
        let second = try dealer()
        try second.connect(name)
        for number in 0..<5 { #expect(try second.trySend("\(number)")) }
        #expect(second.statistics.queuedToSend == 5)
        first.close()
        for number in 0..<5 { #expect(try await router.nextTexts() == ["same", "\(number)"]) }
        #expect(second.statistics.queuedToSend == 0)
    }

    @Test func `who does not connect again is told`() async throws {
        let router = try RouterSocket(in: context)
        let first = try dealer()
        let name = try await join(router, first, over: .inproc)
        let second = try dealer(.never)
        let connection = try second.connect(name)
        #expect(await errorCode { try await connection.ready(timeout: patience) } == .handshakeFailed)
        first.close()
        #expect(router.peers.isEmpty)
    }

    @Test func `PAIR-03 a second PAIR takes the place of the first`() async throws {
        let pair = try PairSocket(in: context)
        let first = try PairSocket(in: context)
        let name = try await join(pair, first, over: .inproc)
        let second = try PairSocket(in: context)
        let connection = try second.connect(name)
        #expect(!connection.isReady)
        #expect(try second.trySend("mine"))
        try await first.send("before")
        #expect(try await pair.nextTexts() == ["before"])
        first.close()
        #expect(try await pair.nextTexts() == ["mine"])
        try await pair.send("yours")
        #expect(try await second.nextTexts() == ["yours"])
    }

    @Test func `who connects may be the one that refuses`() async throws {
        let router = try RouterSocket(in: context)
        let dealers = try (0..<2).map { _ in try dealer() }
        let connections = try dealers.map { try router.connect($0.bind("inproc://\(UniqueName.make())")) }
        #expect(connections.map(\.isReady) == [true, false])
        #expect(dealers.map(\.peers.count) == [1, 0])
        dealers[0].close()
        try await connections[1].ready(timeout: patience)
        try await dealers[1].send("hello")
        #expect(try await router.nextTexts() == ["same", "hello"])
    }

    @Test func `who waits for a socket that closes goes to the next one with the name`() async throws {
        let router = try RouterSocket(in: context)
        let first = try dealer()
        let name = try await join(router, first, over: .inproc)
        let second = try dealer()
        let connection = try second.connect(name)
        await router.finish()
        let next = try RouterSocket(in: context)
        try next.bind(name)
        try await connection.ready(timeout: patience)
        try await second.send("hello")
        #expect(try await next.nextTexts() == ["same", "hello"])
    }

    @Test func `who waits and closes is forgotten`() async throws {
        let router = try RouterSocket(in: context)
        let first = try dealer()
        let name = try await join(router, first, over: .inproc)
        let second = try dealer()
        let connection = try second.connect(name)
        #expect(try second.trySend("never"))
        try connection.disconnect()
        second.close()
        first.close()
        #expect(router.peers.isEmpty)
        #expect(try router.tryReceive() == nil)
        #expect(second.statistics.dropped[.closed] == 1)
    }
}
