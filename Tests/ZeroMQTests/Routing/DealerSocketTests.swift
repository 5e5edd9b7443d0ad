import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct DealerSocketTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.allCases)
    func `DLR-01, C-153 a DEALER adds and removes nothing`(over transport: TransportUnderTest) async throws {
        let left = try DealerSocket(in: context)
        let right = try DealerSocket(in: context)
        try await join(left, right, over: transport)
        let messages: [Message] = ["one", ["", "x"], ["a", "", "b"], "", ["", ""]]
        for message in messages { try await right.send(message) }
        for message in messages { #expect(try await left.next() == message) }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `DLR-02, C-140 messages go to the peers in turn and come from them in turn`(
        over transport: TransportUnderTest
    ) async throws {
        let dealer = try DealerSocket(in: context)
        let peers = try (0..<3).map { _ in try DealerSocket(in: context) }
        for peer in peers { try await join(peer, dealer, over: transport) }
        for number in 0..<9 { try await dealer.send("\(number)") }
        for (index, peer) in peers.enumerated() {
            for round in 0..<3 {
                #expect(try await peer.nextTexts() == ["\(round * 3 + index)"])
                try await peer.send("\(index).\(round)")
            }
        }
        try await eventually("all have arrived") { dealer.statistics.queuedToReceive == 9 }
        // A message counts a moment before its peer's turn is noted. The lane takes one peer after the other, so
        // when it has come to another message it is done with those before.
        try await peers[0].send("0.3")
        try await eventually("the last one has arrived") { dealer.statistics.queuedToReceive == 10 }
        var order: [String] = []
        for _ in 0..<9 { order.append(try await dealer.next().text) }
        for round in 0..<3 {
            #expect(Set(order[round * 3..<round * 3 + 3]) == ["0.\(round)", "1.\(round)", "2.\(round)"])
        }
        #expect(try await dealer.nextTexts() == ["0.3"])
    }

    @Test func `DLR-02, C-152 without a peer a send waits`() async throws {
        let dealer = try DealerSocket(in: context)
        try dealer.bind("tcp://127.0.0.1:*")
        #expect(try dealer.trySend("x") == false)
        #expect(await errorCode { try await dealer.send("x", timeout: .zero) } == .timedOut)
        #expect(dealer.statistics.messagesSent == 0)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-141 a DEALER talks to a REP when it sends the empty frame itself`(
        over transport: TransportUnderTest
    ) async throws {
        let reply = try ReplySocket(in: context)
        let dealer = try DealerSocket(in: context)
        try await join(reply, dealer, over: transport)
        // C-208: many requests may be on their way.
        for number in 0..<10 { try await dealer.send(["", "\(number)"]) }
        for number in 0..<10 {
            #expect(try await reply.nextTexts() == ["\(number)"])
            try await reply.send("re \(number)")
        }
        for number in 0..<10 { #expect(try await dealer.nextTexts() == ["", "re \(number)"]) }
    }

    @Test(arguments: TransportUnderTest.networks)
    func `C-154 with immediate the share of a server that is not there goes to the others`(
        over transport: TransportUnderTest
    ) async throws {
        let dealer = try DealerSocket(in: context, options: SocketOptions(immediate: true))
        let server = try DealerSocket(in: context)
        try dealer.connect(transport.agreedEndpoint)
        try await join(server, dealer, over: transport)
        for number in 0..<10 { try await dealer.send("\(number)") }
        for number in 0..<10 { #expect(try await server.nextTexts() == ["\(number)"]) }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-155, C-045, C-198 messages for a peer that is not there yet wait for it, in order`(
        over transport: TransportUnderTest
    ) async throws {
        let endpoint = transport.agreedEndpoint
        let dealer = try DealerSocket(
            in: context, options: SocketOptions(reconnect: ReconnectPolicy(interval: .milliseconds(5))))
        try dealer.connect(endpoint)
        for number in 0..<100 { try await dealer.send("\(number)") }
        let server = try DealerSocket(in: context)
        try server.bind(endpoint)
        for number in 0..<100 { #expect(try await server.nextTexts() == ["\(number)"]) }
    }
}
