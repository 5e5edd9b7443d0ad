import Testing
import ZeroMQ

/// The forms of send and receive, and who waits in which order.
@Suite(.timeLimit(.minutes(5)))
struct WaitingTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.allCases)
    func `C-096 every form of send and receive carries whole messages`(
        over transport: TransportUnderTest
    ) async throws {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try await join(pull, push, over: transport)
        let message: Message = ["a", "", "b"]
        try await push.send(message)
        try await push.send(message, timeout: .zero)
        #expect(try push.trySend(message))
        try await onThread {
            try push.send(message)
            try push.send(message, timeout: .seconds(1))
        }
        #expect(try await pull.receive() == message)
        #expect(try await pull.receive(timeout: patience) == message)
        let blocking = try await onThread { [try pull.receive(), try pull.receive(timeout: patience)] }
        #expect(blocking == [message, message])
        try await eventually("the last one arrives") { pull.statistics.queuedToReceive == 1 }
        #expect(try pull.tryReceive() == message)
        #expect(try pull.tryReceive() == nil)
    }

    @Test func `a message without a frame cannot be sent`() async throws {
        let push = try PushSocket(in: context)
        try push.connect("inproc://\(UniqueName.make())")
        let error = zmqError { _ = try push.trySend(Message()) }
        #expect(error?.code == .invalidArgument)
        #expect(await errorCode { try await push.send([]) } == .invalidArgument)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-100, C-103 timeouts are kept, also one of zero`(over transport: TransportUnderTest) async throws {
        let pair = try PairSocket(in: context)
        try pair.bind(transport.anyEndpoint)
        for timeout: Duration in [.zero, .milliseconds(1), .milliseconds(50)] {
            let start = ContinuousClock.now
            #expect(await errorCode { _ = try await pair.receive(timeout: timeout) } == .timedOut)
            #expect(await errorCode { try await pair.send("x", timeout: timeout) } == .timedOut)
            try await onThread {
                #expect(zmqError { _ = try pair.receive(timeout: timeout) }?.code == .timedOut)
                #expect(zmqError { try pair.send("x", timeout: timeout) }?.code == .timedOut)
            }
            let elapsed = ContinuousClock.now - start
            #expect(elapsed >= timeout * 4)
            #expect(elapsed < timeout * 4 + patience)
        }
        #expect(ZMQError(.timedOut, operation: "x", reason: "x").errnoName == "EAGAIN")
    }

    @Test func `the socket's own timeouts apply to calls that name none`() async throws {
        let pair = try PairSocket(
            in: context,
            options: SocketOptions(sendTimeout: .milliseconds(2), receiveTimeout: .milliseconds(2)))
        try pair.bind("tcp://127.0.0.1:*")
        #expect(await errorCode { _ = try await pair.receive() } == .timedOut)
        #expect(await errorCode { try await pair.send("x") } == .timedOut)
        try await onThread {
            #expect(zmqError { _ = try pair.receive() }?.code == .timedOut)
            #expect(zmqError { try pair.send("x") }?.code == .timedOut)
        }
    }

    @Test(arguments: [
        Duration(attoseconds: .max), .seconds(Int64.max), .seconds(1_000_000_000), .seconds(-5),
        Duration(attoseconds: .min),
    ])
    func `timeouts beyond all bounds do no harm`(timeout: Duration) async throws {
        let pair = try PairSocket(in: context)
        let other = try PairSocket(in: context)
        try await join(pair, other, over: .tcp)
        guard timeout > .zero else {
            #expect(await errorCode { _ = try await pair.receive(timeout: timeout) } == .timedOut)
            #expect(
                await errorCode { _ = try await onThread { try other.receive(timeout: timeout) } }
                    == .timedOut)
            return
        }
        let receiving = Task { try await pair.receive(timeout: timeout) }
        let blocking = Task { try await onThread { try other.receive(timeout: timeout) } }
        for socket in [pair, other] { try await socket.hasWaitingReceivers(1) }
        try await other.send("x")
        try await pair.send("y")
        #expect(try await receiving.value.text == "x")
        #expect(try await blocking.value.text == "y")
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `who waits longest receives first`(over transport: TransportUnderTest) async throws {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try await join(pull, push, over: transport)
        let order = Shared<[Int]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<6 {
                group.addTask {
                    // Threads and tasks in one line.
                    if index.isMultiple(of: 2) {
                        _ = try await pull.receive()
                    } else {
                        _ = try await onThread { try pull.receive() }
                    }
                    order.change { $0.append(index) }
                }
                try await pull.hasWaitingReceivers(index + 1)
            }
            for index in 0..<6 {
                try await push.send("\(index)")
                try await eventually("the message is taken") { order.value.count == index + 1 }
            }
            try await group.waitForAll()
        }
        #expect(order.value == Array(0..<6))
    }

    @Test func `what the type cannot do says so`() async throws {
        for type in SocketType.allCases {
            let socket = try Socket(type, in: context)
            if !type.canSend {
                #expect(zmqError { _ = try socket.trySend("x") }?.code == .notSupported)
                #expect(await errorCode { try await socket.send("x") } == .notSupported)
            }
            if !type.canReceive {
                #expect(zmqError { _ = try socket.tryReceive() }?.code == .notSupported)
                #expect(await errorCode { _ = try await socket.receive(timeout: .zero) } == .notSupported)
            }
            if ![.sub, .xsub].contains(type) {
                #expect(zmqError { try socket.subscribe(to: "x") }?.code == .notSupported)
                #expect(zmqError { try socket.unsubscribe(from: "x") }?.code == .notSupported)
            }
            if ![.pub, .xpub].contains(type) {
                let code = await errorCode {
                    try await socket.subscribers(of: "", atLeast: 1, timeout: .zero)
                }
                #expect(code == .notSupported)
            }
        }
    }
}
