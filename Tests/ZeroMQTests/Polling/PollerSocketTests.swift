import Testing
import ZeroMQ

@Suite struct PollerSocketTests {
    let context = Context()

    /// A connected pair over inproc: what is sent has arrived when `send` returns.
    func pipeline(
        pushOptions: SocketOptions? = nil, pullOptions: SocketOptions? = nil
    ) throws -> (push: PushSocket, pull: PullSocket) {
        let pull = try PullSocket(in: context, options: pullOptions)
        let push = try PushSocket(in: context, options: pushOptions)
        try push.connect(pull.bind(anyInproc()))
        return (push, pull)
    }

    @Test func `C-103 without waiting nothing is ready until a message has come`() throws {
        let (push, pull) = try pipeline()
        let poller = try Poller(in: context)
        let work = try poller.add(pull)
        #expect(try poller.tryWait().isEmpty)
        #expect(try poller.wait(timeout: .zero).isEmpty)
        try push.send("job")
        let events = try poller.wait(timeout: .zero)
        #expect(events.contains(work))
        #expect(events[work]?.canReceive == true)
        #expect(events[work]?.canSend == false)
        #expect(events[work]?.isClosed == false)
        #expect(events[work]?.expirations == 0)
        #expect(events.count == 1)
    }

    @Test func `C-103 a wait with a timeout ends when it is over`() throws {
        let (_, pull) = try pipeline()
        let poller = try Poller(in: context)
        try poller.add(pull)
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try poller.wait(timeout: .milliseconds(20)).isEmpty)
        #expect(start.duration(to: clock.now) >= .milliseconds(20))
    }

    @Test func `a socket is reported as long as it is ready, and no longer`() throws {
        let (push, pull) = try pipeline()
        let poller = try Poller(in: context)
        let work = try poller.add(pull)
        for number in 0..<3 { try push.send("\(number)") }
        for _ in 0..<3 {
            #expect(try poller.tryWait().contains(work))
            #expect(try poller.tryWait().contains(work))
            _ = try pull.receive()
        }
        #expect(try poller.tryWait().isEmpty)
        try push.send("again")
        #expect(try poller.tryWait().contains(work))
    }

    @Test func `what is ready comes in the order of adding`() throws {
        let pairs = try (0..<8).map { _ in try pipeline() }
        let poller = try Poller(in: context)
        let items = try pairs.map { try poller.add($0.pull) }
        for index in [5, 1, 7, 2] { try pairs[index].push.send("job") }
        #expect(try poller.tryWait().map(\.item) == [1, 2, 5, 7].map { items[$0] })
        _ = try pairs[1].pull.receive()
        try pairs[0].push.send("job")
        #expect(try poller.tryWait().map(\.item) == [0, 2, 5, 7].map { items[$0] })
    }

    @Test func `C-102 a socket is ready to send while there is room, and again when half is free`() throws {
        let (push, pull) = try pipeline(
            pushOptions: SocketOptions(sendHighWaterMark: 2),
            pullOptions: SocketOptions(receiveHighWaterMark: 2))
        let poller = try Poller(in: context)
        let item = try poller.add(push, for: .send)
        for _ in 0..<4 {
            #expect(try poller.tryWait()[item]?.readiness == .send)
            #expect(try push.trySend("job"))
        }
        #expect(try poller.tryWait().isEmpty)
        for _ in 0..<4 { _ = try pull.receive() }
        // The room is given back when the receiver looks for more.
        #expect(try pull.tryReceive() == nil)
        #expect(try poller.tryWait()[item]?.readiness == .send)
    }

    @Test func `a socket without a peer is not ready to send until one has come`() throws {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        let endpoint = try push.bind(anyInproc())
        let poller = try Poller(in: context)
        let item = try poller.add(push, for: .send)
        #expect(try poller.tryWait().isEmpty)
        try pull.connect(endpoint)
        #expect(try poller.tryWait().contains(item))
    }

    @Test func `both directions of a socket are told apart`() throws {
        let left = try PairSocket(in: context)
        let right = try PairSocket(in: context)
        try right.connect(left.bind(anyInproc()))
        let poller = try Poller(in: context)
        let item = try poller.add(left, for: [.receive, .send])
        #expect(try poller.tryWait()[item]?.readiness == .send)
        try right.send("hello")
        #expect(try poller.tryWait()[item]?.readiness == [.receive, .send])
        try poller.change(item, to: .receive)
        #expect(try poller.tryWait()[item]?.readiness == .receive)
        _ = try left.receive()
        #expect(try poller.tryWait().isEmpty)
        try poller.change(item, to: .send)
        #expect(try poller.tryWait()[item]?.readiness == .send)
    }

    @Test func `an item that is watched for nothing rests until that is changed`() throws {
        let (push, pull) = try pipeline()
        let poller = try Poller(in: context)
        let work = try poller.add(pull, for: [])
        try push.send("job")
        #expect(try poller.tryWait().isEmpty)
        #expect(try poller.change(work, to: .receive))
        #expect(try poller.tryWait().contains(work))
        #expect(try poller.change(work, to: []))
        #expect(try poller.tryWait().isEmpty)
        #expect(try poller.change(work, to: .receive))
        #expect(try poller.tryWait().contains(work))
    }

    @Test func `a removed item is not reported and not found again`() throws {
        let (push, pull) = try pipeline()
        let poller = try Poller(in: context)
        let work = try poller.add(pull)
        try push.send("job")
        #expect(poller.remove(work))
        #expect(try poller.tryWait().isEmpty)
        #expect(!poller.remove(work))
        #expect(try !poller.change(work, to: .receive))
    }

    @Test func `a socket added twice makes two items`() throws {
        let (push, pull) = try pipeline()
        let poller = try Poller(in: context)
        let first = try poller.add(pull)
        let second = try poller.add(pull)
        try push.send("job")
        #expect(try poller.tryWait().map(\.item) == [first, second])
        poller.remove(first)
        #expect(try poller.tryWait().map(\.item) == [second])
    }

    @Test func `two pollers may watch one socket`() throws {
        let (push, pull) = try pipeline()
        let pollers = try (0..<2).map { _ in try Poller(in: context) }
        let items = try pollers.map { try $0.add(pull) }
        try push.send("job")
        for (poller, item) in zip(pollers, items) { #expect(try poller.tryWait().contains(item)) }
    }

    @Test func `C-088 when a message is reported all of its frames are there`() throws {
        let (push, pull) = try pipeline()
        let poller = try Poller(in: context)
        let work = try poller.add(pull)
        try push.send(["a", "b", "c"])
        #expect(try poller.tryWait().contains(work))
        #expect(try pull.tryReceive() == ["a", "b", "c"])
    }

    @Test func `a closed socket is ready for what it is watched for, until it is removed`() throws {
        let (_, pull) = try pipeline()
        let poller = try Poller(in: context)
        let work = try poller.add(pull)
        pull.close()
        for _ in 0..<2 {
            let event = try #require(try poller.tryWait()[work])
            #expect(event.isClosed)
            #expect(event.readiness == .receive)
        }
        poller.remove(work)
        #expect(try poller.tryWait().isEmpty)
    }

    @Test func `a poller keeps its sockets open, and lets go of them`() throws {
        let endpoint = anyInproc()
        let push = try PushSocket(in: context)
        try push.connect(endpoint)
        let poller = try Poller(in: context)
        let work = try {
            let pull = try PullSocket(in: context)
            try pull.bind(endpoint)
            return try poller.add(pull)
        }()
        #expect(context.socketCount == 2)
        try push.send("job")
        #expect(try poller.tryWait().contains(work))
        poller.remove(work)
        #expect(context.socketCount == 1)
    }

    @Test func `a poller that goes lets go of its sockets`() throws {
        do {
            let poller = try Poller(in: context)
            try poller.add(PullSocket(in: context))
            try poller.add(PushSocket(in: context), for: [])
            #expect(context.socketCount == 2)
        }
        #expect(context.socketCount == 0)
    }

    @Test func `what a socket's type cannot do is refused`() throws {
        let poller = try Poller(in: context)
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        for refused in [
            { try poller.add(push, for: .receive) }, { try poller.add(pull, for: [.receive, .send]) },
        ] {
            let error = #expect(throws: ZMQError.self) { _ = try refused() }
            #expect(error?.code == .notSupported)
        }
    }

    @Test func `a socket of another context is refused`() throws {
        let poller = try Poller(in: context)
        let other = Context()
        let error = #expect(throws: ZMQError.self) { try poller.add(PullSocket(in: other)) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `a terminated context ends waits and makes no pollers`() throws {
        let poller = try Poller(in: context)
        context.shutDown()
        for attempt in [
            { _ = try poller.tryWait() }, { _ = try poller.wait(timeout: .zero) },
            { _ = try Poller(in: context) },
        ] {
            let error = #expect(throws: ZMQError.self) { try attempt() }
            #expect(error?.code == .contextTerminated)
        }
    }
}
