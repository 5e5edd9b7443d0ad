import Testing
import ZeroMQ

/// What becomes of unsent messages when sockets and contexts end.
@Suite(.timeLimit(.minutes(5)))
struct LingerTests {
    @Test(arguments: TransportUnderTest.allCases)
    func `C-206 what was sent arrives although the sender closes at once`(
        over transport: TransportUnderTest
    ) async throws {
        let context = Context()
        let pull = try PullSocket(in: context, options: SocketOptions(receiveHighWaterMark: 0))
        let endpoint = try pull.bind(transport.anyEndpoint)
        for round in 0..<20 {
            let push = try PushSocket(in: context)
            // The handshake has not even begun.
            try push.connect(endpoint)
            for number in 0..<50 { #expect(try push.trySend("\(round).\(number)")) }
            push.close()
        }
        var received: Set<String> = []
        for _ in 0..<1000 { received.insert(try await pull.next().text) }
        #expect(received.count == 1000)
    }

    @Test(arguments: TransportUnderTest.networks)
    func `C-206 what was sent arrives although the context ends at once`(
        over transport: TransportUnderTest
    ) async throws {
        let context = Context()
        let pull = try PullSocket(in: context)
        let endpoint = try pull.bind(transport.anyEndpoint)
        for _ in 0..<10 {
            let sending = Context()
            let push = try PushSocket(in: sending)
            try push.connect(endpoint)
            for number in 0..<50 { #expect(try push.trySend("\(number)")) }
            #expect(await sending.terminate() == 0)
            for number in 0..<50 { #expect(try await pull.nextTexts() == ["\(number)"]) }
        }
    }

    @Test func `C-206 a bound sender's messages arrive although it closes`() async throws {
        let context = Context()
        let pull = try PullSocket(in: context, options: SocketOptions(receiveHighWaterMark: 0))
        do {
            let push = try PushSocket(in: context, options: SocketOptions(sendHighWaterMark: 0))
            try await join(push, pull, over: .tcp)
            for number in 0..<20_000 { #expect(try push.trySend("\(number)")) }
        }
        for number in 0..<20_000 { #expect(try await pull.nextTexts() == ["\(number)"]) }
    }

    @Test(arguments: TransportUnderTest.networks)
    func `C-029 a peer that shows up while the sender lingers gets everything`(
        over transport: TransportUnderTest
    ) async throws {
        let endpoint = transport.agreedEndpoint
        let context = Context()
        let sending = Context()
        let push = try PushSocket(
            in: sending,
            options: SocketOptions(
                linger: .upTo(.seconds(60)), reconnect: ReconnectPolicy(interval: .milliseconds(5))))
        try push.connect(endpoint)
        for number in 0..<100 { #expect(try push.trySend("\(number)")) }
        push.close()
        let ending = Task { await sending.terminate() }
        let pull = try PullSocket(in: context)
        try pull.bind(endpoint)
        for number in 0..<100 { #expect(try await pull.nextTexts() == ["\(number)"]) }
        #expect(await ending.value == 0)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-028 without linger messages for an absent peer are dropped and reported`(
        over transport: TransportUnderTest
    ) async throws {
        let context = Context()
        let push = try PushSocket(in: context, options: SocketOptions(linger: .none))
        try push.connect(transport.agreedEndpoint)
        for _ in 0..<7 { #expect(try push.trySend("x")) }
        let start = ContinuousClock.now
        #expect(await context.terminate() == 7)
        #expect(ContinuousClock.now - start < patience)
    }

    @Test(arguments: TransportUnderTest.networks)
    func `C-027, C-028 by default an absent peer holds up the end for a second, no longer`(
        over transport: TransportUnderTest
    ) async throws {
        let context = Context()
        let push = try PushSocket(in: context)
        try push.connect(transport.agreedEndpoint)
        for _ in 0..<7 { #expect(try push.trySend("x")) }
        let start = ContinuousClock.now
        #expect(await context.terminate() == 7)
        #expect(ContinuousClock.now - start >= .milliseconds(990))
        #expect(ContinuousClock.now - start < patience)
    }

    @Test func `C-029 a peer that does not read holds up the end for the linger time, no longer`()
        async throws
    {
        let context = Context()
        let receiving = Context()
        let small = NetworkOptions(sendBufferBytes: 4096, receiveBufferBytes: 4096)
        let pull = try PullSocket(
            in: receiving, options: SocketOptions(receiveHighWaterMark: 1, network: small))
        let push = try PushSocket(
            in: context, options: SocketOptions(linger: .upTo(.milliseconds(100)), network: small))
        try await join(pull, push, over: .tcp)
        let sent = try push.fill(with: Message([UInt8](repeating: 1, count: 10_000)))
        let start = ContinuousClock.now
        let unsent = await context.terminate()
        #expect(ContinuousClock.now - start >= .milliseconds(99))
        #expect(ContinuousClock.now - start < patience)
        #expect(unsent > sent / 2)
        #expect(unsent < sent)
    }

    @Test(arguments: TransportUnderTest.networks)
    func `disconnecting sends what is queued, and the end of the context waits for that`(
        over transport: TransportUnderTest
    ) async throws {
        let receiving = Context()
        let pull = try PullSocket(in: receiving)
        let endpoint = try pull.bind(transport.anyEndpoint)
        let context = Context()
        let push = try PushSocket(in: context)
        try push.connect(endpoint)
        for number in 0..<100 { #expect(try push.trySend("\(number)")) }
        try push.disconnect(endpoint)
        #expect(await context.terminate() == 0)
        for number in 0..<100 { #expect(try await pull.nextTexts() == ["\(number)"]) }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `a socket that closes takes leave of peers from before an unbind`(
        over transport: TransportUnderTest
    ) async throws {
        let context = Context()
        let left = try PairSocket(in: context)
        let right = try PairSocket(
            in: context, options: SocketOptions(reconnect: .never))
        let endpoint = try await join(left, right, over: transport)
        try left.unbind(endpoint)
        try await left.send("still here")
        #expect(try await right.nextTexts() == ["still here"])
        try await left.send("last")
        left.close()
        #expect(try await right.nextTexts() == ["last"])
        try await right.hasPeers(0)
    }

    @Test func `what was partly written when a connection broke is sent again while lingering`() async throws
    {
        let endpoint = TransportUnderTest.tcp.agreedEndpoint
        let receiving = Context()
        let small = NetworkOptions(sendBufferBytes: 4096, receiveBufferBytes: 4096)
        let sending = Context()
        let push = try PushSocket(
            in: sending,
            options: SocketOptions(
                linger: .upTo(.seconds(60)), reconnect: ReconnectPolicy(interval: .milliseconds(5)),
                network: small))
        try push.connect(endpoint)
        let first = try PullSocket(
            in: receiving, options: SocketOptions(receiveHighWaterMark: 1, network: small))
        try first.bind(endpoint)
        try await push.hasPeers(1)
        let body = Frame([UInt8](repeating: 1, count: 10_000))
        for number in 0..<500 { try await push.send(["\(number)", body]) }
        push.close()
        let some = try await first.next()
        #expect(some[0].text == "0")
        first.close()
        let second = try PullSocket(in: receiving)
        try await eventually("the address is free") { (try? second.bind(endpoint)) != nil }
        var numbers: [Int] = []
        while numbers.last != 499 {
            let message = try await second.next()
            #expect(message.count == 2)
            #expect(message.last == body)
            numbers.append(try #require(Int(message[0].text)))
        }
        // Whatever was lost with the first peer is a run at the beginning.
        #expect(numbers == Array(499 - numbers.count + 1..<500))
        #expect(numbers.count > 250)
        #expect(await sending.terminate() == 0)
    }
}
