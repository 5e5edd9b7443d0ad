import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// Requests and replies with libzmq beyond plain pairs: envelopes through proxies, correlation.
@Suite(.needsLibZMQ, .timeLimit(.minutes(2)))
struct RequestReplyTests {
    @Test(arguments: WireTransport.shared)
    func `REP-01 envelopes survive two proxies of libzmq`(over transport: WireTransport) async throws {
        let (first, second) = (try ForeignProxy(over: transport), try ForeignProxy(over: transport))
        let context = Context()
        // Between the proxies: ROUTER and DEALER of ours.
        let (front, back) = (try RouterSocket(in: context), try DealerSocket(in: context))
        try front.connect(first.back)
        try back.connect(second.front)
        let down = Task { for try await message in front.messages { try await back.send(message) } }
        let up = Task { for try await message in back.messages { try await front.send(message) } }
        let server = try ReplySocket(in: context)
        try server.connect(second.back)
        let answering = Task {
            for try await request in server.messages { try await server.send(Message(request + ["answer"])) }
        }
        let client = try RequestSocket(in: context)
        try client.connect(first.front)
        for number in 0..<50 {
            try await client.send(["", Frame(String(number)), ""], timeout: Patience.limit)
            let reply = try await client.receive(timeout: Patience.limit)
            #expect(reply.texts == ["", String(number), "", "answer"])
        }
        await context.terminate()
        try await down.value
        try await up.value
        try await answering.value
    }

    @Test(arguments: WireTransport.shared)
    func `REP-01 our proxy stands between their REQ and REP`(over transport: WireTransport) async throws {
        let context = Context()
        let (front, back) = (try RouterSocket(in: context), try DealerSocket(in: context))
        let requests = try front.bind(transport.makeEndpoint()).description
        let answers = try back.bind(transport.makeEndpoint()).description
        let down = Task { for try await message in front.messages { try await back.send(message) } }
        let up = Task { for try await message in back.messages { try await front.send(message) } }
        let foreignContext = try ForeignContext()
        let server = try ForeignSocket(.reply, in: foreignContext)
        try server.connect(answers)
        try await withThrowingTaskGroup { group in
            for client in 0..<3 {
                let socket = try ForeignSocket(.request, in: foreignContext)
                try socket.connect(requests)
                group.addTask {
                    try await onThread {
                        for number in 0..<30 {
                            try socket.send("\(client)", "", "\(number)", timeout: Patience.limit)
                            #expect(try socket.expectTexts() == ["re", "\(client)", "", "\(number)"])
                        }
                    }
                }
            }
            group.addTask {
                try await onThread {
                    for _ in 0..<90 { try server.send([Array("re".utf8)] + server.expectMessage()) }
                }
            }
            try await group.waitForAll()
        }
        await context.terminate()
        try await down.value
        try await up.value
    }

    @Test func `REQ-10 our correlated requests are answered by their REP`() async throws {
        let options = SocketOptions(request: RequestOptions(correlates: true))
        let pair = try MixedPair(.req, .rep, options: options)
        for number in 0..<20 {
            try await pair.ours.send("\(number)", timeout: Patience.limit)
            #expect(try await pair.theirs.nextTexts() == ["\(number)"])
            try pair.theirs.send("re \(number)")
            #expect(try await pair.ours.receive(timeout: Patience.limit).text == "re \(number)")
        }
    }

    @Test func `REQ-10 our correlated requests carry an id of four bytes`() async throws {
        let options = SocketOptions(request: RequestOptions(correlates: true))
        let pair = try MixedPair(.req, .router, options: options)
        try await pair.ours.send("question", timeout: Patience.limit)
        let first = try await pair.theirs.nextMessage()
        #expect(first.count == 4)
        #expect(first[1].count == 4 && first[2].isEmpty)
        // A reply to something else is skipped, and the connection stays.
        try pair.theirs.send([first[0], [9, 9, 9, 9], [], [1]])
        try pair.theirs.send([first[0], first[1], [], [2]])
        #expect(try await pair.ours.receive(timeout: Patience.limit).bytes == [2])
    }

    @Test func `REQ-11 a relaxed request is answered after an abandoned one`() async throws {
        let options = SocketOptions(request: RequestOptions(correlates: true, isRelaxed: true))
        let pair = try MixedPair(.req, .rep, options: options)
        try await pair.ours.send("first", timeout: Patience.limit)
        #expect(try await pair.theirs.nextTexts() == ["first"])
        try await pair.ours.send("second", timeout: Patience.limit)
        try pair.theirs.send("re first")
        #expect(try await pair.theirs.nextTexts() == ["second"])
        try pair.theirs.send("re second")
        #expect(try await pair.ours.receive(timeout: Patience.limit).text == "re second")
    }

    @Test(arguments: [SocketType.rep, .router])
    func `REQ-11 their correlated and relaxed requests are answered by us`(_ type: SocketType) async throws {
        let pair = try MixedPair(type, .req) { socket in
            try socket.setOption(.requestCorrelate, 1)
            try socket.setOption(.requestRelaxed, 1)
        }
        func answer(_ text: String) async throws {
            let request = try await pair.ours.receive(timeout: Patience.limit)
            #expect(request.texts.last == text)
            var reply = request
            reply[reply.count - 1] = Frame("re " + text)
            try await pair.ours.send(reply)
        }
        try pair.theirs.send("first")
        try await answer("first")
        try pair.theirs.send("second")
        try await answer("second")
        #expect(try await pair.theirs.nextTexts() == ["re second"])
    }

    @Test func `REQ-07 a reply without a delimiter closes the connection`() async throws {
        let pair = try MixedPair(.req, .router)
        let events = pair.ours.events
        try await pair.ours.send("question", timeout: Patience.limit)
        let request = try await pair.theirs.nextMessage()
        try pair.theirs.send([request[0], Array("malformed".utf8), [1]])
        await #expect(throws: ZMQError.self) { try await pair.ours.receive(timeout: Patience.watch) }
        let reason = try await events.disconnection()
        guard case .protocolViolation = reason else {
            Issue.record("\(reason)")
            return
        }
    }

    @Test func `REP-03 their malformed requests are dropped and the connection stays`() async throws {
        let pair = try MixedPair(.rep, .dealer)
        try pair.theirs.send("no delimiter")
        try pair.theirs.send("")
        try pair.theirs.send("no", "delimiter")
        try pair.theirs.send("id", "", "question")
        #expect(try await pair.ours.receive(timeout: Patience.limit).texts == ["question"])
        try await pair.ours.send("answer")
        #expect(try await pair.theirs.nextTexts() == ["id", "", "answer"])
        #expect(pair.ours.statistics.dropped[.malformed] == 3)
    }
}
