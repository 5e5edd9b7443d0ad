import Testing
import ZeroMQ

@Suite struct PollerWaitingTests {
    let context = Context()

    static let endpoints = ["inproc", "tcp"]

    func bind(_ socket: some MessagingSocket, over transport: String) throws -> Endpoint {
        try socket.bind(transport == "tcp" ? "tcp://127.0.0.1:*" : anyInproc())
    }

    @Test(arguments: endpoints)
    func `a blocked wait ends when a message comes`(transport: String) async throws {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try push.connect(bind(pull, over: transport))
        let poller = try Poller(in: context)
        let work = try poller.add(pull)
        for _ in 0..<20 {
            let wait = BlockingCall { try poller.wait() }
            try await push.send("job")
            #expect(try await wait.value().contains(work))
            #expect(try await pull.receive() == "job")
        }
    }

    @Test(arguments: endpoints)
    func `a suspended wait ends when a message comes`(transport: String) async throws {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try push.connect(bind(pull, over: transport))
        let poller = try Poller(in: context)
        let work = try poller.add(pull)
        for _ in 0..<20 {
            async let events = poller.wait()
            try await push.send("job")
            #expect(try await events.contains(work))
            #expect(try await pull.receive() == "job")
        }
    }

    @Test(arguments: endpoints)
    func `a blocked wait ends when there is room to send`(transport: String) async throws {
        let push = try PushSocket(in: context)
        let endpoint = try bind(push, over: transport)
        let poller = try Poller(in: context)
        let item = try poller.add(push, for: .send)
        let wait = BlockingCall { try poller.wait() }
        let pull = try PullSocket(in: context)
        try pull.connect(endpoint)
        #expect(try await wait.value()[item]?.canSend == true)
    }

    @Test func `a suspended wait ends when its time is over`() async throws {
        let poller = try Poller(in: context)
        try poller.add(PullSocket(in: context))
        #expect(try await poller.wait(timeout: .zero).isEmpty)
        let start = ContinuousClock.now
        #expect(try await poller.wait(timeout: .milliseconds(20)).isEmpty)
        #expect(start.duration(to: .now) >= .milliseconds(20))
    }

    @Test func `an item added meanwhile ends a blocked wait when it is ready`() async throws {
        let poller = try Poller(in: context)
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try push.connect(pull.bind(anyInproc()))
        try await push.send("job")
        let wait = BlockingCall { try poller.wait() }
        let work = try poller.add(pull)
        #expect(try await wait.value().contains(work))
    }

    @Test func `an item that is changed meanwhile ends a blocked wait when it is ready`() async throws {
        let poller = try Poller(in: context)
        let pair = try PairSocket(in: context)
        try PairSocket(in: context).connect(pair.bind(anyInproc()))
        let idle = try PairSocket(in: context)
        try idle.connect(anyInproc())
        let item = try poller.add(idle, for: .receive)
        let wait = BlockingCall { try poller.wait() }
        try poller.change(item, to: .send)
        #expect(try await wait.value()[item]?.canSend == true)
    }

    @Test func `a timer added meanwhile ends a blocked wait`() async throws {
        let poller = try Poller(in: context)
        let wait = BlockingCall { try poller.wait() }
        let timer = poller.addTimer(after: .milliseconds(1))
        #expect(try await wait.value()[timer]?.expirations == 1)
    }

    @Test func `an item that was removed meanwhile does not end a wait`() async throws {
        let poller = try Poller(in: context)
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try push.connect(pull.bind(anyInproc()))
        let work = try poller.add(pull)
        let wait = BlockingCall { try poller.wait(timeout: .milliseconds(50)) }
        poller.remove(work)
        try await push.send("job")
        // When it was removed before the wait began, this is true all the more.
        #expect(try await wait.value().isEmpty)
    }

    @Test(arguments: [false, true])
    func `C-026 termination ends a blocked wait`(hasSockets: Bool) async throws {
        let poller = try Poller(in: context)
        if hasSockets {
            let pull = try PullSocket(in: context)
            try pull.bind("tcp://127.0.0.1:*")
            try poller.add(pull)
        }
        let wait = BlockingCall { try poller.wait() }
        await context.terminate()
        let error = await #expect(throws: ZMQError.self) { try await wait.value() }
        #expect(error?.code == .contextTerminated)
    }

    @Test(arguments: [false, true])
    func `C-026 termination ends a suspended wait`(hasSockets: Bool) async throws {
        let poller = try Poller(in: context)
        if hasSockets { try poller.add(PullSocket(in: context)) }
        let wait = Task { try await poller.wait() }
        await context.terminate()
        let error = await #expect(throws: ZMQError.self) { try await wait.value }
        #expect(error?.code == .contextTerminated)
    }

    @Test func `a socket that is closed ends a blocked wait`() async throws {
        let poller = try Poller(in: context)
        let pull = try PullSocket(in: context)
        let work = try poller.add(pull)
        let wait = BlockingCall { try poller.wait() }
        pull.close()
        #expect(try await wait.value()[work]?.isClosed == true)
    }

    @Test func `a cancelled task's wait ends, and the poller goes on`() async throws {
        let poller = try Poller(in: context)
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try push.connect(pull.bind(anyInproc()))
        let work = try poller.add(pull)
        let wait = Task { try await poller.wait() }
        wait.cancel()
        let error = await #expect(throws: ZMQError.self) { try await wait.value }
        #expect(error?.code == .cancelled)
        try await push.send("job")
        #expect(try await poller.wait().contains(work))
    }

    @Test func `a loop that always finds something can be cancelled`() async throws {
        let poller = try Poller(in: context)
        let router = try RouterSocket(in: context)
        try poller.add(router, for: .send)
        let loop = Task { while true { _ = try await poller.wait() } }
        loop.cancel()
        await #expect(throws: ZMQError.self) { try await loop.value }
    }

    @Test func `all who wait are told`() async throws {
        let poller = try Poller(in: context)
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try push.connect(pull.bind(anyInproc()))
        let work = try poller.add(pull)
        let blocked = (0..<4).map { _ in BlockingCall { try poller.wait() } }
        let suspended = (0..<4).map { _ in Task { try await poller.wait() } }
        try await push.send("job")
        for wait in blocked { #expect(try await wait.value().contains(work)) }
        for wait in suspended { #expect(try await wait.value.contains(work)) }
    }
}
