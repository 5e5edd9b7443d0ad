import Testing
import ZeroMQ

@Suite struct ProxyPairTests {
    let context = Context()

    /// Both sockets of a proxy bound; returns where.
    func bind(
        _ front: some MessagingSocket, _ back: some MessagingSocket, over transport: String
    ) throws -> (front: Endpoint, back: Endpoint) {
        let endpoint = { transport == "tcp" ? "tcp://127.0.0.1:*" : anyInproc() }
        return (try front.bind(endpoint()), try back.bind(endpoint()))
    }

    @Test(arguments: ProxyForm.allCases, ["inproc", "tcp"])
    func `C-106 PULL and PUSH pass all messages in order`(form: ProxyForm, transport: String) async throws {
        let front = try PullSocket(in: context)
        let back = try PushSocket(in: context)
        let (entry, exit) = try bind(front, back, over: transport)
        let source = try PushSocket(in: context, options: SocketOptions(linger: .forever))
        let sink = try PullSocket(in: context)
        try source.connect(entry)
        try sink.connect(exit)
        let running = RunningProxy(try Proxy(frontend: front, backend: back), form)
        let count = 20_000
        let sender = Task { for number in 0..<count { try await source.send(["\(number)", "", "end"]) } }
        for number in 0..<count {
            let message = try await sink.receive(timeout: .seconds(60))
            try #require(message == ["\(number)", "", "end"])
        }
        try await sender.value
        try await running.stop()
        let statistics = running.proxy.statistics
        #expect(statistics.frontend.messagesReceived == UInt64(count))
        #expect(statistics.backend.messagesSent == UInt64(count))
        #expect(statistics.frontend.bytesReceived == statistics.backend.bytesSent)
        #expect(statistics.frontend.messagesSent == 0)
        #expect(statistics.backend.messagesReceived == 0)
    }

    @Test(arguments: ProxyForm.allCases, ["inproc", "tcp"])
    func `C-105 ROUTER and DEALER carry requests to workers and replies to whom they are for`(
        form: ProxyForm, transport: String
    ) async throws {
        let front = try RouterSocket(in: context)
        let back = try DealerSocket(in: context)
        let (entry, exit) = try bind(front, back, over: transport)
        let running = RunningProxy(try Proxy(frontend: front, backend: back), form)
        let workers = try (0..<3).map { _ in
            let worker = try ReplySocket(in: context)
            try worker.connect(exit)
            return Task {
                while true { try await worker.send("re \(worker.receive().text)") }
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<3 {
                let socket = try RequestSocket(in: context)
                try socket.connect(entry)
                group.addTask {
                    for number in 0..<100 {
                        try await socket.send("\(client).\(number)")
                        let reply = try await socket.receive(timeout: .seconds(60))
                        #expect(reply.text == "re \(client).\(number)")
                    }
                }
            }
            try await group.waitForAll()
        }
        for worker in workers { worker.cancel() }
        try await running.stop()
        let statistics = running.proxy.statistics
        #expect(statistics.frontend.messagesReceived == 300)
        #expect(statistics.frontend.messagesSent == 300)
        #expect(statistics.backend.messagesReceived == 300)
        #expect(statistics.backend.messagesSent == 300)
    }

    @Test(arguments: ProxyForm.allCases, ["inproc", "tcp"])
    func `C-122 through two chained proxies a reply finds its way`(
        form: ProxyForm, transport: String
    ) async throws {
        let fronts = try (0..<2).map { _ in try RouterSocket(in: context) }
        let backs = try (0..<2).map { _ in try DealerSocket(in: context) }
        let (entry, _) = try bind(fronts[0], PairSocket(in: context), over: transport)
        let (middle, exit) = try bind(fronts[1], backs[1], over: transport)
        try backs[0].connect(middle)
        let running = try zip(fronts, backs).map {
            RunningProxy(try Proxy(frontend: $0, backend: $1), form)
        }
        let server = try ReplySocket(in: context)
        try server.connect(exit)
        let worker = Task { while true { try await server.send("re \(server.receive().text)") } }
        let clients = try (0..<2).map { _ in try RequestSocket(in: context) }
        for client in clients { try client.connect(entry) }
        for number in 0..<50 {
            for client in clients { try await client.send("\(client.socket.type) \(number)") }
            for client in clients {
                let reply = try await client.receive(timeout: .seconds(60))
                #expect(reply == "re REQ \(number)")
            }
        }
        worker.cancel()
        for proxy in running { try await proxy.stop() }
    }

    @Test(arguments: ProxyForm.allCases)
    func `REP and REQ pass one exchange after the other`(form: ProxyForm) async throws {
        let front = try ReplySocket(in: context)
        let back = try RequestSocket(in: context)
        let (entry, exit) = try bind(front, back, over: "inproc")
        let running = RunningProxy(try Proxy(frontend: front, backend: back), form)
        let client = try RequestSocket(in: context)
        let server = try ReplySocket(in: context)
        try client.connect(entry)
        try server.connect(exit)
        for number in 0..<20 {
            try await client.send("\(number)")
            #expect(try await server.receive(timeout: .seconds(60)).text == "\(number)")
            try await server.send("re \(number)")
            #expect(try await client.receive(timeout: .seconds(60)).text == "re \(number)")
        }
        try await running.stop()
    }

    @Test func `with the same socket twice messages are sent back`() async throws {
        let echo = try RouterSocket(in: context)
        let client = try DealerSocket(in: context)
        try client.connect(echo.bind(anyInproc()))
        let running = RunningProxy(try Proxy(frontend: echo, backend: echo), .suspended)
        try await client.send(["hello", "you"])
        #expect(try await client.receive(timeout: .seconds(60)) == ["hello", "you"])
        try await running.stop()
    }

    @Test(arguments: [
        (SocketType.pull, SocketType.pull), (.push, .push), (.push, .pub), (.sub, .pull),
        (.req, .req), (.rep, .push), (.pull, .req), (.sub, .xpub), (.push, .xpub),
    ])
    func `a pair between which nothing can be forwarded is refused`(
        front: SocketType, back: SocketType
    ) throws {
        let frontend = try Socket(front, in: context)
        let backend = try Socket(back, in: context)
        for (one, other) in [(frontend, backend), (backend, frontend)] {
            let error = #expect(throws: ZMQError.self) { try Proxy(frontend: one, backend: other) }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test(arguments: [
        (SocketType.router, SocketType.dealer), (.xsub, .xpub), (.pull, .push), (.sub, .pub), (.rep, .req),
        (.pair, .pair), (.dealer, .dealer), (.router, .router), (.pull, .pub), (.rep, .dealer),
    ])
    func `C-106 every pair with a direction is accepted, either way round`(
        front: SocketType, back: SocketType
    ) throws {
        let frontend = try Socket(front, in: context)
        let backend = try Socket(back, in: context)
        _ = try Proxy(frontend: frontend, backend: backend)
        _ = try Proxy(frontend: backend, backend: frontend)
    }

    @Test func `a capture must be a third socket that can just send`() throws {
        let frontend = try PullSocket(in: context)
        let backend = try PushSocket(in: context)
        for capture in [backend.socket, try Socket(.req, in: context), try Socket(.pull, in: context)] {
            let error = #expect(throws: ZMQError.self) {
                try Proxy(frontend: frontend, backend: backend, capture: capture)
            }
            #expect(error?.code == .invalidArgument)
        }
    }
}
