import TestPrograms
import TestSeeds
import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct PipelineTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.allCases)
    func `PIPE-01, SOCK-08, C-180 tasks go to the connected workers in turn`(
        over transport: TransportUnderTest
    ) async throws {
        let push = try PushSocket(in: context)
        let endpoint = try push.bind(transport.anyEndpoint)
        let workers = try (0..<4).map { _ in try PullSocket(in: context) }
        for worker in workers { try await join(worker, to: endpoint, of: push) }
        for number in 0..<100 { try await push.send(["\(number)", "end"]) }
        var all: Set<String> = []
        for worker in workers {
            var last = -1
            for _ in 0..<25 {
                let texts = try await worker.nextTexts()
                #expect(texts.count == 2)
                let number = try #require(Int(texts[0]))
                #expect(number > last)
                last = number
                all.insert(texts[0])
            }
            #expect(try worker.tryReceive() == nil)
        }
        #expect(all.count == 100)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PIPE-01, C-183 without a peer a send waits, and goes on when one comes`(
        over transport: TransportUnderTest
    ) async throws {
        let push = try PushSocket(in: context)
        let endpoint = try push.bind(transport.anyEndpoint)
        #expect(try push.trySend("x") == false)
        #expect(await errorCode { try await push.send("x", timeout: .milliseconds(1)) } == .timedOut)
        let sending = Task { try await push.send("at last") }
        let pull = try PullSocket(in: context)
        try pull.connect(endpoint)
        #expect(try await pull.nextTexts() == ["at last"])
        try await sending.value
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PIPE-02, SOCK-07, C-181 every sender gets its turn`(over transport: TransportUnderTest) async throws
    {
        let pull = try PullSocket(in: context)
        let endpoint = try pull.bind(transport.anyEndpoint)
        let senders = try (0..<3).map { _ in try PushSocket(in: context) }
        for (index, sender) in senders.enumerated() {
            try await join(sender, to: endpoint, of: pull)
            // The first one floods.
            for _ in 0..<(index == 0 ? 500 : 5) { try await sender.send("\(index)") }
        }
        try await eventually("all have arrived") { pull.statistics.queuedToReceive == 510 }
        var order: [String] = []
        for _ in 0..<510 { order.append(try await pull.next().text) }
        for round in 0..<5 {
            #expect(Set(order[round * 3..<round * 3 + 3]) == ["0", "1", "2"])
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `PIPE-03, C-004, C-085, C-086, C-091 frames arrive as they were sent`(
        over transport: TransportUnderTest
    ) async throws {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try await join(pull, push, over: transport)
        var random = SeededRandom.announced(for: "frames arrive as they were sent")
        for size in [0, 1, 22, 23, 24, 25, 254, 255, 256, 257, 8191, 8192, 65_535, 65_536, 1 << 20] {
            let frame = Frame((0..<size).map { _ in UInt8.random(in: 0...255, using: &random) })
            let message: Message = [frame, "", frame, "\0\u{1}"]
            try await push.send(message)
            try await push.send(Message(frame))
            #expect(try await pull.next() == message)
            #expect(try await pull.next() == Message(frame))
        }
    }

    @Test(.onOwnThreads, arguments: TransportUnderTest.allCases)
    func `C-005 a hundred megabytes arrive as they were sent`(over transport: TransportUnderTest) async throws
    {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try await join(pull, push, over: transport)
        let count = 100_000_000
        let frame = Frame(count: count) { memory in
            for offset in stride(from: 0, to: count - 8, by: 4096) {
                memory.storeBytes(of: UInt64(offset), toByteOffset: offset, as: UInt64.self)
            }
        }
        try await push.send(Message(frame))
        let received = try await pull.next()
        #expect(received.count == 1)
        #expect(received[0] == frame)
    }

    @Test func `PIPE-04 what is queued for a peer on the bound side is lost and counted when it leaves`()
        async throws
    {
        let push = try PushSocket(
            in: context,
            options: SocketOptions(network: NetworkOptions(sendBufferBytes: 4096)))
        let pull = try PullSocket(
            in: context,
            options: SocketOptions(receiveHighWaterMark: 1, network: NetworkOptions(receiveBufferBytes: 4096))
        )
        try await join(push, pull, over: .tcp)
        let accepted = try push.fill(with: Message([UInt8](repeating: 1, count: 10_000)))
        #expect(accepted >= 1000)
        pull.close()
        try await push.hasPeers(0)
        #expect(push.statistics.queuedToSend == 0)
        #expect(push.statistics.dropped[.peerGone] >= 900)
        #expect(push.statistics.dropped[.peerGone] <= UInt64(accepted))
    }

    @Test(arguments: TransportUnderTest.networks)
    func
        `PIPE-04, SOCK-02, SOCK-03, C-046 what is queued on the connecting side waits for the peer to come back`(
            over transport: TransportUnderTest
        ) async throws
    {
        let endpoint = transport.agreedEndpoint
        let push = try PushSocket(
            in: context, options: SocketOptions(reconnect: ReconnectPolicy(interval: .milliseconds(5))))
        try push.connect(endpoint)
        for round in 0..<5 {
            let pull = try PullSocket(in: context)
            try push.send(Message("early \(round)"), timeoutless: ())
            try pull.bind(endpoint)
            #expect(try await pull.nextTexts() == ["early \(round)"])
            pull.close()
            try await push.hasPeers(0)
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-172, C-050 a PULL that connects to several PUSH sockets collects from all`(
        over transport: TransportUnderTest
    ) async throws {
        let pull = try PullSocket(in: context)
        let senders = try (0..<3).map { _ in try PushSocket(in: context) }
        for sender in senders { try await join(sender, pull, over: transport) }
        for (index, sender) in senders.enumerated() { try await sender.send("\(index)") }
        var all: Set<String> = []
        for _ in senders { all.insert(try await pull.next().text) }
        #expect(all == ["0", "1", "2"])
    }
}

extension SendingSocket {
    /// Sends what is sure to be taken at once.
    fileprivate func send(_ message: Message, timeoutless: Void) throws {
        #expect(try trySend(message))
    }
}
