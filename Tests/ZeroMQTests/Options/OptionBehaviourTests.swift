import Testing
import ZeroMQ

/// What options do, on real transports.
@Suite(.timeLimit(.minutes(5)))
struct OptionBehaviourTests {
    let context = Context()

    /// So small that the system holds little on the way.
    private let small = NetworkOptions(sendBufferBytes: 4096, receiveBufferBytes: 4096)

    @Test func `C-011 options out of range are refused with their name`() {
        let bad: [(String, SocketOptions)] = [
            ("sendHighWaterMark", SocketOptions(sendHighWaterMark: -1)),
            ("receiveHighWaterMark", SocketOptions(receiveHighWaterMark: -1)),
            ("routingID", SocketOptions(routingID: "")),
            ("routingID", SocketOptions(routingID: Frame([0, 1]))),
            ("routingID", SocketOptions(routingID: Frame(repeatElement(1, count: 256)))),
            ("metadata", SocketOptions(metadata: ["Color": "no X- in front"])),
            ("reconnect.jitter", SocketOptions(reconnect: ReconnectPolicy(jitter: 2))),
            ("router.mandatory", SocketOptions(router: RouterOptions(mandatory: true))),
        ]
        for (name, options) in bad {
            let error = zmqError { _ = try PullSocket(in: context, options: options) }
            #expect(error?.code == .invalidArgument)
            #expect(error?.description.contains(name) == true)
        }
        #expect(context.socketCount == 0)
    }

    @Test func `C-191 the default high-water mark is 1000`() throws {
        let push = try PushSocket(in: context)
        try push.connect("inproc://\(UniqueName.make())")
        #expect(try push.fill() == 1000)
        #expect(push.socket.options.sendHighWaterMark == 1000)
        #expect(push.socket.options.receiveHighWaterMark == 1000)
    }

    @Test(arguments: TransportUnderTest.networks)
    func `SOCK-06, C-190, C-192, C-199 a peer that does not read stops the sender, and only that one waits`(
        over transport: TransportUnderTest
    ) async throws {
        let push = try PushSocket(in: context, options: SocketOptions(sendHighWaterMark: 10, network: small))
        let endpoint = try push.bind(transport.anyEndpoint)
        let stalled = try PullSocket(
            in: context, options: SocketOptions(receiveHighWaterMark: 10, network: small))
        try await join(stalled, to: endpoint, of: push)
        let large = Message([UInt8](repeating: 1, count: 10_000))
        var sent = 0
        while await errorCode({ try await push.send(large, timeout: .milliseconds(50)) }) == nil { sent += 1 }
        // Both marks, a batch of 256 KiB on its way on each side, and what the system holds.
        #expect(sent >= 20)
        #expect(sent < 200)
        let reader = try PullSocket(in: context)
        try await join(reader, to: endpoint, of: push)
        for _ in 0..<100 { try await push.send(large) }
        for _ in 0..<80 { _ = try await reader.next() }
        // The system may have taken a little more for the one that does not read, late.
        var left = sent + 20
        try await eventually("everything has arrived") {
            while try reader.tryReceive() != nil { left -= 1 }
            while try stalled.tryReceive() != nil { left -= 1 }
            return left <= 0
        }
        #expect(left == 0)
        #expect(push.statistics.dropped.total == 0)
    }

    @Test(arguments: TransportUnderTest.networks)
    func `C-060, C-058 messages move to the receiver although it does not look`(
        over transport: TransportUnderTest
    ) async throws {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try await join(pull, push, over: transport)
        for _ in 0..<500 { try await push.send("x") }
        try await eventually("all are there") { pull.statistics.queuedToReceive == 500 }
        #expect(push.statistics.queuedToSend == 0)
    }

    @Test(
        arguments: [(SocketType.push, SocketType.pull), (.dealer, .dealer), (.pub, .sub)],
        TransportUnderTest.allCases)
    func `conflate keeps the newest message only`(
        types: (sender: SocketType, receiver: SocketType), over transport: TransportUnderTest
    ) async throws {
        // A PUB drops what is too much, others wait.
        let mark = types.sender == .pub ? 2000 : 1000
        for conflates in [(true, false), (false, true), (true, true)] {
            let sender = try Socket(
                types.sender, in: context,
                options: SocketOptions(sendHighWaterMark: mark, conflate: conflates.0))
            let receiver = try Socket(
                types.receiver, in: context,
                options: SocketOptions(receiveHighWaterMark: mark, conflate: conflates.1))
            try await join(receiver, sender, over: transport)
            if types.sender == .pub {
                try receiver.subscribe(to: "")
                try await sender.subscribers(of: "", atLeast: 1, timeout: patience)
            }
            for number in 0...1000 { try await sender.send("\(number)") }
            var received: [Int] = []
            while received.last != 1000 { received.append(Int(try await receiver.next().text) ?? -1) }
            #expect(received == received.sorted())
            #expect(try receiver.tryReceive() == nil)
            let dropped =
                sender.statistics.dropped[.conflated] + receiver.statistics.dropped[.conflated]
            if transport == .inproc {
                #expect(received == [1000])
                // There is one queue, and the receiver counts for it.
                #expect(dropped == 1000)
            } else {
                #expect(dropped + UInt64(received.count) == 1001)
            }
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `marks in bytes bound the queues, and let one message in however large it is`(
        over transport: TransportUnderTest
    ) async throws {
        let push = try PushSocket(
            in: context,
            options: SocketOptions(
                sendHighWaterMark: 0, sendHighWaterBytes: 10_000,
                network: NetworkOptions(sendBufferBytes: 4096)))
        let pull = try PullSocket(
            in: context,
            options: SocketOptions(
                receiveHighWaterMark: 0, receiveHighWaterBytes: 10_000,
                network: NetworkOptions(receiveBufferBytes: 4096)))
        try await join(pull, push, over: transport)
        // Far more than either queue may hold, so only an empty one takes it.
        let large = Message([UInt8](repeating: 1, count: 2_000_000))
        let small = Message([UInt8](repeating: 2, count: 1000))
        var sent = [large]
        try await push.send(large)
        // Until it does not go on for a while: what is taken from the queue may make room at any moment.
        while sent.count < 1000, (try? await push.send(small, timeout: .milliseconds(300))) != nil {
            sent.append(small)
        }
        // Two queues of ten, and the system's buffers and one batch between them.
        #expect(sent.count < 1000)
        for message in sent { #expect(try await pull.next() == message) }
        // There is room again, for many in turn.
        for _ in 0..<100 {
            try await push.send(small, timeout: patience)
            #expect(try await pull.next() == small)
        }
        #expect(push.statistics.dropped.total + pull.statistics.dropped.total == 0)
    }

    @Test func `messages that were replaced stay counted when the peer is gone`() async throws {
        let push = try PushSocket(in: context, options: SocketOptions(conflate: true))
        let pull = try PullSocket(in: context)
        let name = "inproc://\(UniqueName.make())"
        try pull.bind(name)
        try push.connect(name)
        for _ in 0..<5 { #expect(try push.trySend("news")) }
        #expect(push.statistics.dropped[.conflated] == 4)
        await pull.finish()
        #expect(push.statistics.dropped[.conflated] == 4)
        await push.finish()
        #expect(push.statistics.dropped[.conflated] == 4)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `SOCK-04, C-183 with immediate nothing is queued for a peer that is not there`(
        over transport: TransportUnderTest
    ) async throws {
        let endpoint = transport.agreedEndpoint
        let push = try PushSocket(
            in: context,
            options: SocketOptions(immediate: true, reconnect: ReconnectPolicy(interval: .milliseconds(5))))
        try push.connect(endpoint)
        #expect(try push.trySend("x") == false)
        let pull = try PullSocket(in: context)
        try pull.bind(endpoint)
        try await push.send("y", timeout: patience)
        #expect(try await pull.nextTexts() == ["y"])
        pull.close()
        try await push.hasPeers(0)
        #expect(try push.trySend("z") == false)
    }

    @Test(arguments: TransportUnderTest.networks)
    func `SOCK-14 a frame larger than allowed ends its connection, and the sender gives up`(
        over transport: TransportUnderTest
    ) async throws {
        let pull = try PullSocket(in: context, options: SocketOptions(maximumMessageBytes: 100))
        let push = try PushSocket(in: context)
        try await join(pull, push, over: transport)
        let events = pull.events
        try await push.send(Message([UInt8](repeating: 1, count: 100)))
        #expect(try await pull.next()[0].count == 100)
        try await push.send(Message([UInt8](repeating: 1, count: 101)))
        let reason = try await within {
            for await case .disconnected(_, let reason) in events { return reason }
            throw NeverHappened("the connection ends")
        }
        #expect(reason == .messageTooLong(bytes: 101))
        #expect(try pull.tryReceive() == nil)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `META-05 metadata reaches the peer`(over transport: TransportUnderTest) async throws {
        let left = try DealerSocket(
            in: context, options: SocketOptions(metadata: ["X-One": "1", "X-Two": "zwei ü"]))
        let right = try DealerSocket(in: context, options: SocketOptions(metadata: ["X-Three": ""]))
        try await join(left, right, over: transport)
        try await left.send("x")
        let message = try await right.next()
        #expect(message.peer?.info.property("X-One") == "1")
        #expect(message.peer?.info.property("x-two") == "zwei ü")
        #expect(message.peer?.info.property("X-Three") == nil)
        #expect(left.peers.first?.info.property("X-Three") == "")
    }

    @Test func `the defaults of a context are those of its sockets`() throws {
        let context = try Context(
            options: ContextOptions(
                socketDefaults: SocketOptions(sendHighWaterMark: 7, receiveTimeout: .zero)))
        let push = try PushSocket(in: context)
        try push.connect("inproc://\(UniqueName.make())")
        #expect(try push.fill() == 7)
        // Own options replace them all.
        #expect(try PushSocket(in: context, options: SocketOptions()).socket.options.receiveTimeout == nil)
    }

    @Test(arguments: TransportUnderTest.networks)
    func `C-046 with reconnecting switched off a lost peer is not looked for`(
        over transport: TransportUnderTest
    ) async throws {
        let endpoint = transport.agreedEndpoint
        let pull = try PullSocket(in: context)
        try pull.bind(endpoint)
        let push = try PushSocket(in: context, options: SocketOptions(reconnect: .never))
        let connection = try push.connect(endpoint)
        try await connection.ready(timeout: patience)
        pull.close()
        #expect(
            await errorCode { while true { try await connection.ready(timeout: patience) } }
                == .connectionLost)
        #expect(try push.trySend("x") == false)
    }
}
