internal import Testing
internal import ZMTP

@Suite("Mechanisms that seal") struct SealingTests {
    static func peer(_ kind: SocketKind, isServer: Bool, maximumFrameBytes: UInt64? = nil) -> TestPeer {
        var configuration = EngineConfiguration(socketKind: kind)
        configuration.makeMechanism = { ToyMechanism(metadata: $0, isServer: isServer) }
        configuration.maximumFrameBytes = maximumFrameBytes
        return TestPeer(configuration)
    }

    /// A PULL client whose handshake with a raw PUSH is over.
    static func ready(maximumFrameBytes: UInt64? = nil) -> TestPeer {
        var test = peer(.pull, isServer: false, maximumFrameBytes: maximumFrameBytes)
        test.receive(TestPeer.rawGreeting(mechanism: "TOY") + TestPeer.rawReady(.push))
        #expect(test.isReady)
        test.sent = []
        test.happenings = []
        return test
    }

    private func sealed(_ body: [UInt8], flags: UInt8 = 0) -> [UInt8] {
        FrameHeader.frame([flags] + body.map { ~$0 })
    }

    @Test func `frames are opened one by one, in order with commands`() {
        var test = Self.ready()
        let large = [UInt8](repeating: 9, count: 10_000)
        test.receive(
            sealed([1], flags: 1) + sealed(large) + sealed([3])
                + sealed(hex("04 50 49 4e 47 00 00"), flags: 2)
                + sealed([4], flags: 1) + sealed([5]))
        #expect(
            test.happenings == [
                .message([[1], large]), .message([[3]]), .pinged(nil), .message([[4], [5]]),
            ])
    }

    @Test func `messages before a frame that does not open are delivered`() {
        var test = Self.ready()
        test.receive(sealed([1]) + sealed([2], flags: 9) + sealed([3]))
        #expect(test.happenings == [.message([[1]]), .violation(.malformedMessage)])
    }

    @Test func `what is encoded is opened by the other side`() throws {
        var server = Self.peer(.push, isServer: true)
        var client = Self.peer(.pull, isServer: false)
        var answered = false
        for _ in 0..<6 {
            let (toClient, toServer) = (server.sent, client.sent)
            server.sent = []
            client.sent = []
            client.receive(toClient)
            server.receive(toServer)
            if !answered, server.happenings.contains(where: { if case .ask = $0 { true } else { false } }) {
                answered = true
                try server.engine.authenticated(status: 200)
                server.drain()
            }
        }
        #expect(server.isReady && client.isReady)
        var queue = FrameQueue()
        queue.append([1, 2], more: true)
        queue.append(sharing: ByteChunk(capacity: 5000), range: 0..<5000, more: false)
        queue.append([3], more: false)
        let stream = queue.take()
        let encoded = server.engine.encode(stream)
        #expect(encoded.reduce(0) { $0 + $1.messages } == 2)
        client.receive(encoded.flatMap { Happening.bytes($0.bytes) })
        #expect(client.messages == Happening.messages(of: stream))
    }

    @Test func `a subscription to a 3.0 publisher is a sealed message`() {
        var test = Self.peer(.subscriber, isServer: false)
        test.receive(TestPeer.rawGreeting(.v3_0, mechanism: "TOY") + TestPeer.rawReady(.publisher))
        #expect(test.engine.subscriptionBytes(subscribe: true, topic: [7]) == sealed([1, 7]))
    }
}
