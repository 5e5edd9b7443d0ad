import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct PairSocketTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.allCases)
    func `C-187 a PAIR carries both directions`(over transport: TransportUnderTest) async throws {
        let left = try PairSocket(in: context)
        let right = try PairSocket(in: context)
        try await join(left, right, over: transport)
        for number in 0..<50 {
            try await left.send(["l", "\(number)"])
            try await right.send(["r", "\(number)"])
        }
        for number in 0..<50 {
            #expect(try await left.nextTexts() == ["r", "\(number)"])
            #expect(try await right.nextTexts() == ["l", "\(number)"])
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PAIR-01, C-185 a second peer is refused`(over transport: TransportUnderTest) async throws {
        let pair = try PairSocket(in: context)
        let first = try PairSocket(in: context)
        let endpoint = try await join(pair, first, over: transport)
        let second = try PairSocket(
            in: context, options: SocketOptions(reconnect: .never))
        let connection = try second.connect(endpoint)
        // The second side's handshake may be over before it is refused.
        try await eventually("the second is refused") {
            !connection.isReady && second.peers.isEmpty && pair.peers.count == 1
        }
        try await first.send("mine")
        #expect(try await pair.nextTexts() == ["mine"])
        try await pair.send("yours")
        #expect(try await first.nextTexts() == ["yours"])
        #expect(try second.tryReceive() == nil)
    }

    @Test func `PAIR-01 a PAIR connects to one endpoint`() throws {
        let pair = try PairSocket(in: context)
        try pair.connect("inproc://\(UniqueName.make())")
        #expect(zmqError { try pair.connect("inproc://\(UniqueName.make())") }?.code == .invalidArgument)
    }

    @Test func `PAIR-02 without a peer a send waits, and one with a full queue waits too`() async throws {
        let pair = try PairSocket(in: context, options: SocketOptions(sendHighWaterMark: 3))
        let endpoint = try pair.bind("inproc://\(UniqueName.make())")
        #expect(try pair.trySend("x") == false)
        let peer = try PairSocket(in: context, options: SocketOptions(receiveHighWaterMark: 2))
        try await join(peer, to: endpoint, of: pair)
        #expect(try pair.fill() == 5)
        #expect(await errorCode { try await pair.send("x", timeout: .milliseconds(1)) } == .timedOut)
        let sending = Task { try await pair.send("last") }
        for _ in 0..<5 { #expect(try await peer.nextTexts() == ["x"]) }
        #expect(try await peer.nextTexts() == ["last"])
        try await sending.value
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PAIR-03, C-186 when the peer has gone another one takes its place`(
        over transport: TransportUnderTest
    ) async throws {
        let pair = try PairSocket(in: context)
        let endpoint = try pair.bind(transport.anyEndpoint)
        for round in 0..<3 {
            let peer = try PairSocket(in: context)
            try await join(peer, to: endpoint, of: pair)
            try await peer.send("\(round)")
            #expect(try await pair.nextTexts() == ["\(round)"])
            try await pair.send("re \(round)")
            #expect(try await peer.nextTexts() == ["re \(round)"])
            peer.close()
            try await pair.hasPeers(0)
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-206 what a peer sent before it closed is received`(over transport: TransportUnderTest)
        async throws
    {
        let pair = try PairSocket(in: context)
        let endpoint = try pair.bind(transport.anyEndpoint)
        do {
            let peer = try PairSocket(in: context)
            try await join(peer, to: endpoint, of: pair)
            for number in 0..<10 { try await peer.send("\(number)") }
        }
        try await pair.hasPeers(0)
        let next = try PairSocket(in: context)
        try await join(next, to: endpoint, of: pair)
        try await next.send("next")
        for number in 0..<10 { #expect(try await pair.nextTexts() == ["\(number)"]) }
        #expect(try await pair.nextTexts() == ["next"])
    }
}
