import TestSeeds
import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct RouterSocketTests {
    let context = Context()

    private func named(_ name: String) -> SocketOptions {
        SocketOptions(routingID: Frame(name), reconnect: ReconnectPolicy(interval: .milliseconds(5)))
    }

    @Test(arguments: TransportUnderTest.allCases)
    func
        `RTR-01, RTR-02, RTR-13, C-142, C-143, C-145 a message comes behind its sender's id and goes to the peer its first frame names`(
            over transport: TransportUnderTest
        ) async throws
    {
        let router = try RouterSocket(in: context)
        let endpoint = try router.bind(transport.anyEndpoint)
        let peers = try ["A", "B"].map { try DealerSocket(in: context, options: named($0)) }
        for peer in peers { try await join(peer, to: endpoint, of: router) }
        for (name, peer) in zip(["A", "B"], peers) {
            for message in [["x"], ["", "y"], [""]] as [Message] {
                try await peer.send(message)
                let received = try await router.next()
                #expect(received.texts == [name] + message.texts)
                #expect(received.peer?.info.routingID == Frame(name))
            }
        }
        try await router.send(["B", "for B", ""])
        try await router.send(["A", ""])
        #expect(try await peers[1].nextTexts() == ["for B", ""])
        #expect(try await peers[0].nextTexts() == [""])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `RTR-03 an id alone is dropped and the send succeeds`(over transport: TransportUnderTest)
        async throws
    {
        let router = try RouterSocket(in: context)
        let dealer = try DealerSocket(in: context, options: named("A"))
        try await join(router, dealer, over: transport)
        try await router.send("A")
        try await router.send(["A", "body"])
        #expect(try await dealer.nextTexts() == ["body"])
        #expect(router.statistics.dropped[.malformed] == 1)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `RTR-04, C-148 a message for nobody is dropped and counted`(over transport: TransportUnderTest)
        async throws
    {
        let router = try RouterSocket(in: context)
        let dealer = try DealerSocket(in: context, options: named("A"))
        try await join(router, dealer, over: transport)
        try await router.send(["nobody", "x"])
        #expect(router.statistics.dropped[.noRoute] == 1)
        try await router.send(["A", "y"])
        #expect(try await dealer.nextTexts() == ["y"])
    }

    @Test func `RTR-04, RTR-15, C-192 a full queue drops, and nothing waits`() async throws {
        let router = try RouterSocket(in: context, options: SocketOptions(sendHighWaterMark: 2))
        var options = named("A")
        options.receiveHighWaterMark = 3
        let dealer = try DealerSocket(in: context, options: options)
        try await join(router, dealer, over: .inproc)
        for number in 0..<20 { #expect(try router.trySend(["A", "\(number)"])) }
        #expect(router.statistics.dropped[.queueFull] == 15)
        #expect(try dealer.drain().map(\.text) == ["0", "1", "2", "3", "4"])
    }

    @Test func `RTR-04, C-149 with mandatory an unknown peer is an error and a full queue waits`()
        async throws
    {
        let router = try RouterSocket(
            in: context,
            options: SocketOptions(sendHighWaterMark: 1, router: RouterOptions(mandatory: true)))
        let endpoint = try router.bind("inproc://\(UniqueName.make())")
        #expect(await errorCode { try await router.send(["A", "x"]) } == .unroutable)
        var options = named("A")
        options.receiveHighWaterMark = 1
        let dealer = try DealerSocket(in: context, options: options)
        try await join(dealer, to: endpoint, of: router)
        #expect(try router.fill(with: ["A", "x"]) == 2)
        #expect(
            await errorCode { try await router.send(["A", "x"], timeout: .milliseconds(1)) } == .timedOut)
        #expect(await errorCode { try await router.send(["B", "x"]) } == .unroutable)
        let sending = Task { try await router.send(["A", "last"]) }
        #expect(try await dealer.nextTexts() == ["x"])
        #expect(try await dealer.nextTexts() == ["x"])
        #expect(try await dealer.nextTexts() == ["last"])
        try await sending.value
    }

    @Test func `RTR-04 senders that wait for different peers do not hold each other up`() async throws {
        let router = try RouterSocket(
            in: context,
            options: SocketOptions(sendHighWaterMark: 1, router: RouterOptions(mandatory: true)))
        let endpoint = try router.bind("inproc://\(UniqueName.make())")
        var dealers: [DealerSocket] = []
        for name in ["A", "B"] {
            var options = named(name)
            options.receiveHighWaterMark = 1
            let dealer = try DealerSocket(in: context, options: options)
            try await join(dealer, to: endpoint, of: router)
            #expect(try router.fill(with: [Frame(name), "x"]) == 2)
            dealers.append(dealer)
        }
        let toA = Task { try await router.send(["A", "last"]) }
        try await Task.sleep(for: .milliseconds(20))
        let toB = Task { try await router.send(["B", "last"]) }
        try await Task.sleep(for: .milliseconds(20))
        // Only B makes room, and A's sender has waited longer.
        _ = try await dealers[1].next()
        _ = try await dealers[1].next()
        #expect(try await dealers[1].nextTexts() == ["last"])
        try await toB.value
        toA.cancel()
        _ = try? await toA.value
    }

    @Test func `RTR-04 who waits for room at a peer that leaves is told so`() async throws {
        let router = try RouterSocket(
            in: context,
            options: SocketOptions(sendHighWaterMark: 1, router: RouterOptions(mandatory: true)))
        var options = named("A")
        options.receiveHighWaterMark = 1
        let dealer = try DealerSocket(in: context, options: options)
        try await join(router, dealer, over: .inproc)
        #expect(try router.fill(with: ["A", "x"]) == 2)
        let sending = Task { try await router.send(["A", "last"]) }
        try await Task.sleep(for: .milliseconds(20))
        dealer.close()
        let code = try await within { await errorCode { try await sending.value } }
        #expect(code == .unroutable)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `RTR-05, C-144 a peer without identity gets one of five bytes that begins with zero`(
        over transport: TransportUnderTest
    ) async throws {
        let router = try RouterSocket(in: context)
        let endpoint = try router.bind(transport.anyEndpoint)
        let peers = try (0..<20).map { _ in try DealerSocket(in: context) }
        for peer in peers {
            try await join(peer, to: endpoint, of: router)
            try await peer.send("hello")
        }
        var ids: Set<[UInt8]> = []
        for _ in peers {
            let id = try await router.next()[0]
            #expect(id.count == 5)
            #expect(id.first == 0)
            ids.insert(id.bytes)
            try await router.send([id, "you"])
        }
        #expect(ids.count == peers.count)
        for peer in peers { #expect(try await peer.nextTexts() == ["you"]) }
    }

    @Test func `RTR-06, C-156 the id stays for a connection, and a new connection has a new one`()
        async throws
    {
        let router = try RouterSocket(in: context)
        let dealer = try DealerSocket(in: context)
        let endpoint = try await join(router, dealer, over: .tcp)
        try await dealer.send("1")
        try await dealer.send("2")
        let first = try await router.next()[0]
        #expect(try await router.next()[0] == first)
        dealer.close()
        let again = try DealerSocket(in: context)
        try again.connect(endpoint)
        try await again.send("3")
        #expect(try await router.next()[0] != first)
    }

    @Test func `RTR-06 what a connected ROUTER has not read keeps the id of its sender when that one leaves`()
        async throws
    {
        let router = try RouterSocket(in: context)
        let dealer = try DealerSocket(in: context, options: named("A"))
        try await join(dealer, router, over: .tcp)
        try await dealer.send("1")
        try await eventually("it arrives") { router.statistics.queuedToReceive == 1 }
        dealer.close()
        try await router.hasPeers(0)
        #expect(try await router.nextTexts() == ["A", "1"])
    }

    @Test
    func `RTR-07 of two peers with one identity the first keeps it, and the other comes in when it has gone`()
        async throws
    {
        let router = try RouterSocket(in: context)
        let first = try DealerSocket(in: context, options: named("same"))
        let endpoint = try await join(router, first, over: .tcp)
        let events = router.events
        let second = try DealerSocket(in: context, options: named("same"))
        try second.connect(endpoint)
        let collision = try await within {
            for await case .identityCollision(let peer) in events { return peer }
            throw NeverHappened("the collision is an event")
        }
        #expect(collision.routingID == "same")
        try await router.send(["same", "x"])
        #expect(try await first.nextTexts() == ["x"])
        first.close()
        try await second.send("now me")
        #expect(try await router.nextTexts() == ["same", "now me"])
    }

    @Test func `RTR-08 with takeover the newcomer gets the identity and the old connection ends`()
        async throws
    {
        let router = try RouterSocket(
            in: context, options: SocketOptions(router: RouterOptions(onDuplicateIdentity: .takeOver)))
        var options = named("same")
        options.reconnect = .never
        let first = try DealerSocket(in: context, options: options)
        let endpoint = try await join(router, first, over: .tcp)
        let events = router.events
        let second = try DealerSocket(in: context, options: options)
        try await second.connect(endpoint).ready(timeout: patience)
        try await first.hasPeers(0)
        try await router.hasPeers(1)
        try await router.send(["same", "x"])
        #expect(try await second.nextTexts() == ["x"])
        let reason = try await within {
            for await case .disconnected(_, let reason) in events { return reason }
            throw NeverHappened("the old connection ends")
        }
        #expect(reason == .takenOver)
    }

    @Test func `RTR-08 the reply to what the old peer still said goes to the newcomer`() async throws {
        let router = try RouterSocket(
            in: context, options: SocketOptions(router: RouterOptions(onDuplicateIdentity: .takeOver)))
        var options = named("same")
        options.reconnect = .never
        let first = try DealerSocket(in: context, options: options)
        let endpoint = try await join(router, first, over: .tcp)
        for text in ["one", "two"] { try await first.send(Message(text)) }
        try await eventually("both have arrived") { router.statistics.queuedToReceive == 2 }
        #expect(try await router.nextTexts() == ["same", "one"])
        let second = try DealerSocket(in: context, options: options)
        try await second.connect(endpoint).ready(timeout: patience)
        try await first.hasPeers(0)
        try await router.hasPeers(1)
        try await router.send(["same", "to one"])
        #expect(try await router.nextTexts() == ["same", "two"])
        try await router.send(["same", "to two"])
        for text in ["to one", "to two"] { #expect(try await second.nextTexts() == [text]) }
    }

    @Test func `C-034 what was received from one peer is a value, however it is changed`() async throws {
        let router = try RouterSocket(in: context)
        let dealer = try DealerSocket(in: context, options: named("A"))
        try await join(router, dealer, over: .tcp)
        var random = SeededRandom.announced(for: "received and changed")
        for parts in [["x"], ["x", "y"]] as [Message] {
            for _ in 0..<200 {
                try await dealer.send(parts)
                let received = try await router.next()
                #expect(received == Message(["A"] + Array(parts)))
                var (message, model) = (received, Array(received))
                for step in 0..<6 {
                    let frame = Frame("\(step)")
                    switch Int.random(in: 0...3, using: &random) {
                    case 0:
                        message.append(frame)
                        model.append(frame)
                    case 1:
                        message.prepend(frame)
                        model.insert(frame, at: 0)
                    case 2: #expect(message.popFirst() == (model.isEmpty ? nil : model.removeFirst()))
                    default:
                        guard let place = model.indices.randomElement(using: &random) else { continue }
                        message[place] = frame
                        model[place] = frame
                    }
                    #expect(Array(message) == model)
                    #expect(message.hashValue == Message(model).hashValue)
                    #expect(message.totalBytes == model.reduce(0) { $0 + $1.count })
                    #expect(message.peer?.info.routingID == "A")
                }
                #expect(Array(received) == ["A"] + Array(parts))
            }
        }
    }

    @Test(arguments: [true, false])
    func `C-034 the last message of a peer that is gone can be changed like any other`(appends: Bool)
        async throws
    {
        let router = try RouterSocket(in: context)
        let dealer = try DealerSocket(in: context, options: named("A"))
        try await join(router, dealer, over: .tcp)
        try await dealer.send("x")
        var message = try await router.next()
        dealer.close()
        try await router.hasPeers(0)
        if appends { message.append("y") } else { message[1] = "y" }
        #expect(message.texts == (appends ? ["A", "x", "y"] : ["A", "y"]))
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `RTR-10 the application may name the peer it connects to, and address it at once`(
        over transport: TransportUnderTest
    ) async throws {
        let endpoint = transport.agreedEndpoint
        let router = try RouterSocket(
            in: context, options: SocketOptions(reconnect: ReconnectPolicy(interval: .milliseconds(5))))
        try router.connect(endpoint, routingID: "theirs")
        try await router.send(["theirs", "early"])
        let dealer = try DealerSocket(in: context, options: named("own name"))
        try dealer.bind(endpoint)
        #expect(try await dealer.nextTexts() == ["early"])
        try await dealer.send("hi")
        #expect(try await router.nextTexts() == ["theirs", "hi"])
    }

    @Test func `RTR-10 a name that the application has given already is refused`() async throws {
        let router = try RouterSocket(in: context)
        try router.connect("inproc://\(UniqueName.make())", routingID: "X")
        let error = zmqError { try router.connect("inproc://\(UniqueName.make())", routingID: "X") }
        #expect(error?.code == .invalidArgument)
        for bad in ["", "\0", Frame([UInt8](repeating: 1, count: 256))] as [Frame] {
            #expect(zmqError { try router.connect("inproc://a", routingID: bad) }?.code == .invalidArgument)
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `RTR-11 with probeRouter an empty message comes first`(over transport: TransportUnderTest)
        async throws
    {
        let router = try RouterSocket(in: context)
        var options = named("A")
        options.probeRouter = true
        let dealer = try DealerSocket(in: context, options: options)
        try await join(router, dealer, over: transport)
        try await dealer.send("x")
        #expect(try await router.nextTexts() == ["A", ""])
        #expect(try await router.nextTexts() == ["A", "x"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `RTR-14, C-151 two ROUTERs talk when one knows the other's name`(
        over transport: TransportUnderTest
    ) async throws {
        let server = try RouterSocket(in: context, options: named("server"))
        let client = try RouterSocket(in: context)
        try await join(server, client, over: transport)
        try await client.send(["server", "hello"])
        let received = try await server.next()
        #expect(received.count == 2)
        #expect(received[0].first == 0)
        try await server.send([received[0], "hi"])
        #expect(try await client.nextTexts() == ["server", "hi"])
    }
}
