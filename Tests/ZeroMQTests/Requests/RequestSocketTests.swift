import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct RequestSocketTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.allCases)
    func `REQ-01, REQ-06, C-121 a request travels behind an empty frame, which REQ takes off the reply`(
        over transport: TransportUnderTest
    ) async throws {
        let router = try RouterSocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(router, request, over: transport)
        try await request.send(["a", "b"])
        let received = try await router.next()
        #expect(received.count == 4)
        #expect(received[1].isEmpty)
        #expect(received.dropFirst(2).map(\.text) == ["a", "b"])
        try await router.send([received[0], "", "c", "d"])
        #expect(try await request.nextTexts() == ["c", "d"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REQ-02, C-120 out of turn the call throws and changes nothing`(
        over transport: TransportUnderTest
    ) async throws {
        let reply = try ReplySocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(reply, request, over: transport)
        #expect(await errorCode { _ = try await request.receive() } == .wrongState)
        #expect(await errorCode { _ = try request.tryReceive() } == .wrongState)
        try await request.send("1")
        #expect(await errorCode { try await request.send("2") } == .wrongState)
        #expect(await errorCode { _ = try request.trySend("2") } == .wrongState)
        #expect(try await reply.nextTexts() == ["1"])
        try await reply.send("one")
        #expect(try await request.nextTexts() == ["one"])
        #expect(await errorCode { _ = try await request.receive() } == .wrongState)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REQ-03, C-124 requests go to the peers in turn, and the reply is taken from the peer asked`(
        over transport: TransportUnderTest
    ) async throws {
        let servers = try (0..<3).map { _ in try ReplySocket(in: context) }
        let request = try RequestSocket(in: context)
        for server in servers { try await join(server, request, over: transport) }
        for round in 0..<2 {
            for (index, server) in servers.enumerated() {
                try await request.send("\(round)")
                #expect(try await server.nextTexts() == ["\(round)"])
                try await server.send("from \(index)")
                #expect(try await request.nextTexts() == ["from \(index)"])
            }
        }
    }

    @Test func `REQ-03 without a peer a request waits, and nothing is discarded`() async throws {
        let request = try RequestSocket(in: context)
        #expect(try request.trySend("early") == false)
        #expect(await errorCode { try await request.send("early", timeout: .milliseconds(1)) } == .timedOut)
        // Nothing was sent, so that it is still the turn of a send.
        let reply = try ReplySocket(in: context)
        try await join(reply, request, over: .tcp)
        try await request.send("now")
        #expect(try await reply.nextTexts() == ["now"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REQ-04 what others send is not taken for the reply`(
        over transport: TransportUnderTest
    ) async throws {
        let asked = try RouterSocket(in: context)
        let stranger = try RouterSocket(in: context)
        let request = try RequestSocket(in: context, options: SocketOptions(routingID: "R"))
        try await join(asked, request, over: transport)
        try await join(stranger, request, over: transport)
        try await stranger.send(["R", "", "too early"])
        try await request.send("?")
        _ = try await asked.next()
        try await stranger.send(["R", "", "not asked"])
        try await eventually("the stranger's message arrives") {
            request.statistics.queuedToReceive + Int(request.statistics.dropped[.unexpectedReply]) >= 2
        }
        try await asked.send(["R", "", "answer"])
        #expect(try await request.nextTexts() == ["answer"])
        try await request.send("??")
        #expect(request.statistics.dropped[.unexpectedReply] == 2)
        #expect(try await stranger.nextTexts() == ["R", "", "??"])
    }

    @Test func `REQ-05, REQ-12, C-129 when the peer asked is gone the socket stays waiting`() async throws {
        let request = try RequestSocket(in: context, options: SocketOptions(routingID: "R"))
        let endpoint = try request.bind("tcp://127.0.0.1:*")
        let asked = try ReplySocket(in: context)
        try await join(asked, to: endpoint, of: request)
        try await request.send("?")
        _ = try await asked.next()
        asked.close()
        try await request.hasPeers(0)
        let stranger = try RouterSocket(in: context)
        try await join(stranger, to: endpoint, of: request)
        try await stranger.send(["R", "", "not asked"])
        #expect(try await request.staysSilent())
        #expect(await errorCode { try await request.send("again") } == .wrongState)
    }

    @Test(arguments: [["body"], [""], ["x", "body"], ["long!", "", "body"], ["abcd", "body"]])
    func `REQ-07, REQ-08 a reply without its delimiter ends the connection`(frames: [String]) async throws {
        let router = try RouterSocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(router, request, over: .tcp)
        try await request.send("?")
        let id = try await router.next()[0]
        try await router.send(Message([id] + frames.map { Frame($0) }))
        #expect(try await request.staysSilent())
        try await router.hasPeers(0)
        #expect(request.statistics.dropped[.malformed] == 1)
    }

    @Test func `REQ-07 a reply with a request id nobody asked for is skipped`() async throws {
        let router = try RouterSocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(router, request, over: .tcp)
        try await request.send("?")
        let id = try await router.next()[0]
        try await router.send([id, "abcd", "", "of another"])
        try await router.send([id, "", "answer"])
        #expect(try await request.nextTexts() == ["answer"])
        #expect(request.statistics.dropped[.unexpectedReply] == 1)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REQ-09 replies that are queued when a request is sent are thrown away`(
        over transport: TransportUnderTest
    ) async throws {
        let router = try RouterSocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(router, request, over: transport)
        try await request.send("1")
        let id = try await router.next()[0]
        try await router.send([id, "", "one"])
        try await router.send([id, "", "one more"])
        #expect(try await request.nextTexts() == ["one"])
        try await eventually("the second reply arrives") { request.statistics.queuedToReceive >= 1 }
        try await request.send("2")
        _ = try await router.next()
        try await router.send([id, "", "two"])
        #expect(try await request.nextTexts() == ["two"])
        #expect(request.statistics.dropped[.unexpectedReply] == 1)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REQ-10 with correlate a request has a number, and only its reply counts`(
        over transport: TransportUnderTest
    ) async throws {
        let router = try RouterSocket(in: context)
        let request = try RequestSocket(
            in: context, options: SocketOptions(request: RequestOptions(correlates: true)))
        try await join(router, request, over: transport)
        var numbers: [UInt32] = []
        for round in 0..<3 {
            try await request.send("\(round)")
            let received = try await router.next()
            #expect(received.count == 4)
            #expect(received[1].count == 4)
            #expect(received[2].isEmpty)
            numbers.append(received[1].bytes.reduce(0) { $0 << 8 | UInt32($1) })
            try await router.send([received[0], "none", "", "wrong number"])
            try await router.send([received[0], "", "no number"])
            try await router.send([received[0], received[1], "", "\(round)"])
            #expect(try await request.nextTexts() == ["\(round)"])
        }
        #expect(numbers[1] == numbers[0] &+ 1)
        #expect(numbers[2] == numbers[1] &+ 1)
        #expect(request.statistics.dropped[.unexpectedReply] == 6)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `REQ-11 with relaxed a new request goes to the next peer and old replies are dropped`(
        over transport: TransportUnderTest
    ) async throws {
        let servers = try (0..<2).map { _ in try ReplySocket(in: context) }
        let request = try RequestSocket(
            in: context,
            options: SocketOptions(request: RequestOptions(correlates: true, isRelaxed: true)))
        for server in servers { try await join(server, request, over: transport) }
        try await request.send("1")
        try await request.send("2")
        #expect(try await servers[0].nextTexts() == ["1"])
        #expect(try await servers[1].nextTexts() == ["2"])
        try await servers[0].send("one")
        try await servers[1].send("two")
        #expect(try await request.nextTexts() == ["two"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-130 a request that gets no reply times out, and the socket can ask again`(
        over transport: TransportUnderTest
    ) async throws {
        let router = try RouterSocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(router, request, over: transport)
        #expect(
            await errorCode { _ = try await request.request("1", timeout: .milliseconds(20)) } == .timedOut)
        let late = try await router.next()
        _ = try router.trySend([late[0], "", "late"])
        let answering = Task {
            let received = try await router.next()
            try await router.send([received[0], "", "two"])
        }
        let reply = try await request.request("2", timeout: patience)
        #expect(reply.texts == ["two"])
        try await answering.value
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-130 a request is sent again until there is a reply`(over transport: TransportUnderTest)
        async throws
    {
        let router = try RouterSocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(router, request, over: transport)
        let answering = Task {
            _ = try await router.next()
            while true {
                let again = try await router.next()
                try await router.send([again[0], "", "at last"])
            }
        }
        defer { answering.cancel() }
        let reply = try await request.request("?", timeout: .milliseconds(300), retries: 100)
        #expect(reply.texts == ["at last"])
    }

    @Test func `a cancelled request leaves the socket ready for the next one`() async throws {
        let router = try RouterSocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(router, request, over: .tcp)
        let asking = Task { try await request.request("1", timeout: patience) }
        _ = try await router.next()
        asking.cancel()
        #expect(await errorCode { _ = try await asking.value } == .cancelled)
        try await request.send("2")
        #expect(try await router.nextTexts().last == "2")
    }

    @Test func `a request that cannot be sent leaves alone the one that another thread waits for`()
        async throws
    {
        let reply = try ReplySocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(reply, request, over: .tcp)
        let asking = Task { try await request.request("first", timeout: patience) }
        #expect(try await reply.nextTexts() == ["first"])
        for message in ["second", Message()] {
            let code: ZMQError.Code = message.isEmpty ? .invalidArgument : .wrongState
            #expect(await errorCode { _ = try await request.request(message, timeout: patience) } == code)
            #expect(
                await errorCode { _ = try await onThread { try request.request(message, timeout: patience) } }
                    == code)
        }
        try await reply.send("answer")
        #expect(try await asking.value.text == "answer")
    }

    @Test func `the blocking form of a request behaves the same`() async throws {
        let reply = try ReplySocket(in: context)
        let request = try RequestSocket(in: context)
        try await join(reply, request, over: .tcp)
        try await onThread {
            #expect(zmqError { _ = try request.request("?", timeout: .milliseconds(5)) }?.code == .timedOut)
        }
        let answering = Task {
            // The first request may or may not have arrived; its reply would go nowhere.
            while true {
                let received = try await reply.next()
                try await reply.send(received)
                if received.text == "!" { return }
            }
        }
        let answer = try await onThread { try request.request("!", timeout: patience, retries: 1) }
        #expect(answer.text == "!")
        try await answering.value
    }
}
