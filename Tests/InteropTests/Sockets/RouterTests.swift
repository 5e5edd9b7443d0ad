import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// ROUTER and its identities with libzmq, in both directions.
@Suite(.needsLibZMQ, .timeLimit(.minutes(2)))
struct RouterTests {
    @Test(arguments: [true, false])
    func `RTR-01 our ROUTER knows their DEALERs by name`(weBind: Bool) async throws {
        let pair = try MixedPair(.router, .dealer, weBind: weBind) { socket in
            try socket.setOption(.routingIdentity, "their name")
        }
        try pair.theirs.send("hello")
        #expect(try await pair.ours.receive(timeout: Patience.limit).texts == ["their name", "hello"])
        try await pair.ours.send(["their name", "welcome", ""])
        #expect(try await pair.theirs.nextTexts() == ["welcome", ""])
    }

    @Test(arguments: [true, false])
    func `RTR-02 their ROUTER knows our DEALER by name`(weBind: Bool) async throws {
        let pair = try MixedPair(
            .dealer, .router, weBind: weBind, options: SocketOptions(routingID: "our name"))
        try await pair.ours.send("hello", timeout: Patience.limit)
        #expect(try await pair.theirs.nextTexts() == ["our name", "hello"])
        try pair.theirs.send("our name", "welcome", "")
        #expect(try await pair.ours.receive(timeout: Patience.limit).texts == ["welcome", ""])
    }

    @Test func `RTR-05 a peer without a name gets one of five bytes`() async throws {
        let context = Context()
        let ours = try RouterSocket(in: context)
        let endpoint = try ours.bind("tcp://127.0.0.1:*").description
        let foreignContext = try ForeignContext()
        var names: Set<Frame> = []
        var dealers: [ForeignSocket] = []
        for number in 0..<5 {
            let dealer = try ForeignSocket(.dealer, in: foreignContext)
            try dealer.connect(endpoint)
            try dealer.send("\(number)")
            dealers.append(dealer)
            let message = try await ours.receive(timeout: Patience.limit)
            #expect(message[0].count == 5 && message[0].first == 0)
            names.insert(message[0])
            try await ours.send([message[0], "for \(number)"])
        }
        #expect(names.count == 5)
        for (number, dealer) in dealers.enumerated() {
            #expect(try await dealer.nextTexts() == ["for \(number)"])
        }
    }

    @Test func `RTR-04 our mandatory ROUTER knows who is there`() async throws {
        let options = SocketOptions(router: RouterOptions(mandatory: true))
        let pair = try MixedPair(.router, .dealer, options: options) { socket in
            try socket.setOption(.routingIdentity, "there")
        }
        let error = await #expect(throws: ZMQError.self) { try await pair.ours.send(["nobody", "hello"]) }
        #expect(error?.code == .unroutable)
        try await onThread { try pair.wait { !$0.peers.isEmpty } }
        try await pair.ours.send(["there", "hello"], timeout: Patience.limit)
        #expect(try await pair.theirs.nextTexts() == ["hello"])
    }

    @Test func `RTR-04 their mandatory ROUTER finds ours`() async throws {
        let pair = try MixedPair(
            .dealer, .router, options: SocketOptions(routingID: "ours")
        ) { try $0.setOption(.routerMandatory, 1) }
        #expect(throws: ForeignError.self) { try pair.theirs.send("nobody", "hello") }
        try await pair.ours.send("here", timeout: Patience.limit)
        #expect(try await pair.theirs.nextTexts() == ["ours", "here"])
        try pair.theirs.send("ours", "hello")
        #expect(try await pair.ours.receive(timeout: Patience.limit).texts == ["hello"])
    }

    @Test(arguments: [true, false], [SocketType.dealer, .req, .router])
    func `RTR-11 our probe shows us to their ROUTER`(weBind: Bool, _ type: SocketType) async throws {
        let options = SocketOptions(routingID: "ours", probeRouter: true)
        let pair = try MixedPair(type, .router, weBind: weBind, options: options)
        #expect(try await pair.theirs.nextTexts() == ["ours", ""])
    }

    @Test(arguments: [true, false], [SocketType.dealer, .req, .router])
    func `RTR-11 their probe shows them to our ROUTER`(weBind: Bool, _ type: SocketType) async throws {
        let pair = try MixedPair(.router, type, weBind: weBind) { socket in
            try socket.setOption(.routingIdentity, "theirs")
            try socket.setOption(.probeRouter, 1)
        }
        // A bound socket probes when it takes the peer in, which takes a call.
        _ = try await onThread { try pair.wait { !$0.peers.isEmpty } }
        _ = try await onThread { try pair.theirs.isReadable(within: .milliseconds(50)) }
        #expect(try await pair.ours.receive(timeout: Patience.limit).texts == ["theirs", ""])
    }

    @Test func `RTR-10 our ROUTER names a peer before it connects`() async throws {
        let context = Context()
        let ours = try RouterSocket(in: context)
        let theirs = try ForeignSocket(.dealer, in: ForeignContext())
        try theirs.setOption(.routingIdentity, "its own name")
        try ours.connect(try theirs.bind("tcp://127.0.0.1:*"), routingID: "my name for it")
        try await ours.send(["my name for it", "hello"])
        #expect(try await theirs.nextTexts() == ["hello"])
        try theirs.send("answer")
        #expect(try await ours.receive(timeout: Patience.limit).texts == ["my name for it", "answer"])
    }

    @Test func `RTR-08 a peer takes over the name of another one`() async throws {
        let options = SocketOptions(router: RouterOptions(onDuplicateIdentity: .takeOver))
        let context = Context()
        let ours = try Socket(.router, in: context, options: options)
        let endpoint = try ours.bind("tcp://127.0.0.1:*").description
        let foreignContext = try ForeignContext()
        var dealers: [ForeignSocket] = []
        for number in 0..<2 {
            let dealer = try ForeignSocket(.dealer, in: foreignContext)
            try dealer.setOption(.routingIdentity, "same")
            // The one that loses its name must not come back for it.
            try dealer.setOption(.reconnectInterval, -1)
            try dealer.connect(endpoint)
            try dealer.send("\(number)")
            dealers.append(dealer)
            #expect(try await ours.receive(timeout: Patience.limit).texts == ["same", "\(number)"])
        }
        try await ours.send(["same", "hello"])
        #expect(try await dealers[1].nextTexts() == ["hello"])
        #expect(try await dealers[0].staysSilent())
    }
}
