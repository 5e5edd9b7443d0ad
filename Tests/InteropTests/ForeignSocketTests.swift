import LibZMQ
import Testing

/// Tests of the harness itself: libzmq talks to libzmq. When these pass and a test with our sockets does not, it
/// is not the harness.
@Suite(.needsLibZMQ, .timeLimit(.minutes(1)))
struct ForeignSocketTests {
    @Test(arguments: WireTransport.allCases)
    func `a request gets its reply`(over transport: WireTransport) throws {
        let pair = try ForeignPair(.reply, .request, over: transport)
        try pair.connecting.send("Hello")
        #expect(try pair.binding.receiveTexts() == ["Hello"])
        try pair.binding.send("World")
        #expect(try pair.connecting.receiveTexts() == ["World"])
    }

    @Test(arguments: WireTransport.allCases)
    func `a message keeps its frames`(over transport: WireTransport) throws {
        let pair = try ForeignPair(.pull, .push, over: transport)
        let message: [[UInt8]] = [[1, 2, 3], [], [0], [UInt8](repeating: 7, count: 300), []]
        try pair.connecting.send(message)
        try pair.connecting.send([[]])
        #expect(try pair.binding.receive() == message)
        #expect(try pair.binding.receive() == [[]])
    }

    @Test(arguments: WireTransport.allCases)
    func `a message of one mebibyte arrives whole`(over transport: WireTransport) throws {
        let pair = try ForeignPair(.pair, .pair, over: transport)
        let large = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try pair.connecting.send([large, [1]])
        #expect(try pair.binding.receive() == [large, [1]])
    }

    @Test func `a subscriber gets what it asked for`() throws {
        let context = try ForeignContext()
        let publisher = try ForeignSocket(.xPublisher, in: context)
        let subscriber = try ForeignSocket(.subscriber, in: context)
        let endpoint = try publisher.bind("tcp://127.0.0.1:*")
        try subscriber.subscribe(to: "weather")
        try subscriber.connect(endpoint)
        #expect(try publisher.receiveTexts() == ["\u{1}weather"])
        try publisher.send("sport 2:1")
        try publisher.send("weather", "sunny")
        #expect(try subscriber.receiveTexts() == ["weather", "sunny"])
    }

    @Test func `a dealer reaches a router that knows its identity`() throws {
        let context = try ForeignContext()
        let router = try ForeignSocket(.router, in: context)
        let dealer = try ForeignSocket(.dealer, in: context)
        try dealer.setOption(.routingIdentity, "A")
        try dealer.connect(try router.bind("tcp://127.0.0.1:*"))
        try dealer.send("", "question")
        #expect(try router.receiveTexts() == ["A", "", "question"])
        try router.send("A", "answer")
        #expect(try dealer.receiveTexts() == ["answer"])
    }

    @Test func `waiting has a limit`() throws {
        let context = try ForeignContext()
        let puller = try ForeignSocket(.pull, in: context)
        let pusher = try ForeignSocket(.push, in: context)
        #expect(try puller.receive(timeout: .milliseconds(20)) == nil)
        #expect(try puller.isReadable(within: .milliseconds(20)) == false)
        #expect(try pusher.isWritable() == false)
        let error = #expect(throws: ForeignError.self) {
            try pusher.send("nobody is there", timeout: .milliseconds(20))
        }
        #expect(error?.isTimeout == true)
    }

    @Test func `a closed socket throws`() throws {
        let socket = try ForeignSocket(.pull, in: try ForeignContext())
        socket.close()
        socket.close()
        #expect(throws: ForeignError.self) { try socket.receive() }
        #expect(throws: ForeignError.self) { try socket.bind("tcp://127.0.0.1:*") }
    }

    @Test func `an address is free after unbinding`() throws {
        let context = try ForeignContext()
        let first = try ForeignSocket(.pull, in: context)
        let endpoint = try first.bind(WireTransport.ipc.makeEndpoint())
        #expect(try first.lastEndpoint == endpoint)
        try first.unbind(endpoint)
        let pusher = try ForeignSocket(.push, in: context)
        try pusher.connect(endpoint)
        try pusher.disconnect(endpoint)
        #expect(throws: ForeignError.self) { try pusher.disconnect(endpoint) }
    }

    @Test(arguments: WireTransport.allCases)
    func `raw frames keep their length`(over transport: WireTransport) throws {
        let pair = try ForeignPair(.pull, .push, over: transport)
        for count in [0, 1, 255, 256, 70_000] {
            try pair.connecting.sendRaw(byteCount: count, filler: 9)
            #expect(try pair.binding.receiveRaw() == count)
            #expect(!pair.binding.receivedHasMore)
        }
        try pair.connecting.sendRaw(byteCount: 5, filler: 9)
        var buffer = [UInt8](repeating: 0, count: 4)
        #expect(try pair.binding.receiveRaw(into: &buffer) == 5)
        #expect(buffer == [9, 9, 9, 9])
    }

    @Test func `a monitor sees the handshake`() throws {
        let context = try ForeignContext()
        let puller = try ForeignSocket(.pull, in: context)
        let pusher = try ForeignSocket(.push, in: context)
        let monitor = try ForeignMonitor(puller)
        try pusher.connect(try puller.bind("tcp://127.0.0.1:*"))
        #expect(try monitor.first(.listening) != nil)
        #expect(try monitor.first(.accepted) != nil)
        #expect(try monitor.first(.handshakeSucceeded) != nil)
        pusher.close()
        #expect(try monitor.first(.disconnected) != nil)
        #expect(try monitor.next(timeout: .zero) == nil)
    }
}
