import Testing
import ZMQReactor
import ZeroMQ

/// Whoever waits in a socket is told when it ends.
@Suite(.timeLimit(.minutes(5)))
struct TerminationTests {
    /// Ways to end a socket, and what its users are told.
    enum End: CaseIterable, Sendable {
        case terminate, shutDown, close

        var code: ZMQError.Code { self == .close ? .socketClosed : .contextTerminated }

        func perform(_ context: Context, _ sockets: [any MessagingSocket]) async {
            switch self {
            case .terminate: await context.terminate()
            case .shutDown: context.shutDown()
            case .close: for socket in sockets { socket.close() }
            }
        }
    }

    @Test(arguments: End.allCases)
    func `C-026, C-115 blocked threads and suspended tasks return at once`(at end: End) async throws {
        let context = Context()
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        let publisher = try PublisherSocket(in: context)
        let absent = TransportUnderTest.tcp.agreedEndpoint
        let subscriber = try SubscriberSocket(in: context)
        let connection = try subscriber.connect(absent)
        let nearby = try subscriber.connect("inproc://\(UniqueName.make())")
        // On the lane as well as off it.
        try pull.bind("tcp://127.0.0.1:*")
        let entered = Shared(0)
        let codes = Shared<[ZMQError.Code?]>([])
        let operations: [@Sendable () throws -> Void] = [
            { try push.send("x") }, { _ = try pull.receive() },
            { try publisher.subscribers(of: "", atLeast: 1) }, { try connection.ready() },
            { try nearby.ready() }, { try push.send("x", timeout: .seconds(1000)) },
            { _ = try pull.receive(timeout: .seconds(1000)) },
        ]
        let suspended: [@Sendable () async throws -> Void] = [
            { try await push.send("x") }, { _ = try await pull.receive() },
            { try await publisher.subscribers(of: "", atLeast: 1) }, { try await connection.ready() },
            { try await nearby.ready(timeout: .seconds(1000)) },
            { try await push.send("x", timeout: .seconds(1000)) },
            { _ = try await pull.receive(timeout: .seconds(1000)) },
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for operation in operations {
                group.addTask {
                    let code = try await onThread {
                        entered.change { $0 += 1 }
                        return zmqError(operation)?.code
                    }
                    codes.change { $0.append(code) }
                }
            }
            for operation in suspended {
                group.addTask {
                    entered.change { $0 += 1 }
                    let code = await errorCode(operation)
                    codes.change { $0.append(code) }
                }
            }
            try await eventually("all wait") { entered.value == operations.count + suspended.count }
            try await Task.sleep(for: .milliseconds(20))
            let start = ContinuousClock.now
            await end.perform(context, [push, pull, publisher, subscriber])
            try await group.waitForAll()
            #expect(ContinuousClock.now - start < .seconds(20))
        }
        #expect(codes.value == Array(repeating: end.code, count: operations.count + suspended.count))
    }

    @Test(arguments: End.allCases)
    func `every operation afterwards says what has ended`(end: End) async throws {
        let context = Context()
        let socket = try Socket(.dealer, in: context)
        let publisher = try Socket(.xpub, in: context)
        let endpoint = try socket.bind("tcp://127.0.0.1:*")
        let connection = try socket.connect("tcp://127.0.0.1:9")
        await end.perform(context, [socket, publisher])
        let operations: [() throws -> Void] = [
            { _ = try socket.trySend("x") }, { _ = try socket.tryReceive() },
            { try socket.bind("tcp://127.0.0.1:*") }, { try socket.bind("inproc://x") },
            { try socket.connect("tcp://127.0.0.1:9") }, { try socket.unbind(endpoint) },
            { try socket.disconnect("tcp://127.0.0.1:9") }, { try connection.disconnect() },
            { try publisher.subscribe(to: "x") }, { try publisher.unsubscribe(from: "x") },
        ]
        for operation in operations { #expect(zmqError(operation)?.code == end.code) }
        #expect(await errorCode { try await socket.send("x") } == end.code)
        #expect(await errorCode { _ = try await socket.receive(timeout: .zero) } == end.code)
        #expect(await errorCode { try await connection.ready() } == end.code)
        #expect(await errorCode { try await publisher.subscribers(of: "", atLeast: 1) } == end.code)
        #expect(socket.peers.isEmpty)
        var ended = 0
        for try await _ in socket.messages { ended += 1 }
        #expect(ended == 0)
        socket.close()
        if end != .close {
            #expect(zmqError { _ = try Socket(.pull, in: context) }?.code == .contextTerminated)
        }
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `who binds or connects while the socket ends is told that it has ended`(
        over transport: TransportUnderTest
    ) async throws {
        let context = Context()
        for _ in 0..<200 {
            let socket = try Socket(.pair, in: context)
            let starts = (0..<3).map { _ in Parker() }
            let codes = Shared<[ZMQError.Code?]>([])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (start, binds) in zip(starts, [true, false]) {
                    group.addTask {
                        let code = try await onThread {
                            _ = start.wait(until: nil)
                            return zmqError {
                                if binds {
                                    try socket.bind(transport.anyEndpoint)
                                } else {
                                    try socket.connect(transport.agreedEndpoint)
                                }
                            }?.code
                        }
                        codes.change { $0.append(code) }
                    }
                }
                group.addTask {
                    try await onThread {
                        _ = starts[2].wait(until: nil)
                        socket.close()
                    }
                }
                for start in starts { start.signal() }
                try await group.waitForAll()
            }
            for code in codes.value { #expect(code == nil || code == .socketClosed) }
        }
    }

    @Test func `C-030 ending twice, and from many places at once, is harmless`() async throws {
        let context = Context()
        let sockets = try SocketType.allCases.map { try Socket($0, in: context) }
        for socket in sockets { try socket.bind("tcp://127.0.0.1:*") }
        await withTaskGroup(of: Void.self) { group in
            for socket in sockets {
                group.addTask { socket.close() }
                group.addTask { _ = await context.terminate() }
                group.addTask { context.shutDown() }
            }
        }
        #expect(await context.terminate() == 0)
        #expect(context.socketCount == 0)
    }

    @Test func `messages ends with its socket, after what had arrived was taken`() async throws {
        let context = Context()
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try await join(pull, push, over: .inproc)
        let taking = Task {
            var texts: [String] = []
            for try await message in pull.messages {
                texts.append(message.text)
                if texts.count == 3 { pull.close() }
            }
            return texts
        }
        for number in 0..<3 { try await push.send("\(number)") }
        #expect(try await taking.value == ["0", "1", "2"])
    }

    @Test func `messages throws when its task is cancelled`() async throws {
        let context = Context()
        let pull = try PullSocket(in: context)
        try pull.bind("tcp://127.0.0.1:*")
        let taking = Task { for try await _ in pull.messages {} }
        try await Task.sleep(for: .milliseconds(5))
        taking.cancel()
        let code = try await within { await errorCode { try await taking.value } }
        #expect(code == .cancelled)
        pull.close()
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `dropping the last reference closes a socket; its peers see it leave`(
        over transport: TransportUnderTest
    ) async throws {
        let context = Context()
        let stays = try DealerSocket(in: context)
        let endpoint = try stays.bind(transport.anyEndpoint)
        do {
            let connecting = try DealerSocket(in: context)
            try await join(connecting, to: endpoint, of: stays)
            try await connecting.send("last words")
        }
        #expect(try await stays.nextTexts() == ["last words"])
        try await stays.hasPeers(0)
        do {
            let bound = try DealerSocket(in: context)
            try await join(bound, stays, over: transport)
        }
        try await stays.hasPeers(0)
        #expect(context.socketCount == 1)
    }

    @Test func `a waiting call keeps a socket only as long as it waits`() async throws {
        let context = Context()
        let task: Task<Message, any Error>
        do {
            let socket = try PullSocket(in: context)
            try socket.bind("tcp://127.0.0.1:*")
            task = Task { try await socket.receive() }
        }
        #expect(context.socketCount == 1)
        task.cancel()
        #expect(await errorCode { _ = try await task.value } == .cancelled)
        try await eventually("nobody has the socket") { context.socketCount == 0 }
    }

    @Test func `withContext ends what was made in it, also when it throws`() async throws {
        struct Stop: Error {}
        let kept = Shared<PullSocket?>(nil)
        await #expect(throws: Stop.self) {
            try await withContext { context in
                let socket = try PullSocket(in: context)
                try socket.bind("tcp://127.0.0.1:*")
                kept.change { $0 = socket }
                throw Stop()
            }
        }
        let socket = try #require(kept.value)
        #expect(await errorCode { _ = try await socket.receive() } == .contextTerminated)
    }
}
