import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct InprocTests {
    let context = Context()

    @Test func `C-074, C-075, SOCK-19 connecting before somebody binds is fine`() async throws {
        let name = "inproc://\(UniqueName.make())"
        let push = try PushSocket(in: context)
        let connection = try push.connect(name)
        #expect(!connection.isReady)
        #expect(try push.trySend("early"))
        let pull = try PullSocket(in: context)
        try pull.bind(name)
        #expect(connection.isReady)
        #expect(try pull.tryReceive()?.text == "early")
        #expect(try push.trySend("at once"))
        #expect(try pull.tryReceive()?.text == "at once")
    }

    @Test func `when the bound socket is gone one can connect again to the next`() async throws {
        let name = "inproc://\(UniqueName.make())"
        let first = try RouterSocket(in: context)
        try first.bind(name)
        let dealer = try DealerSocket(in: context)
        let connection = try dealer.connect(name)
        #expect(connection.isReady)
        await first.finish()
        #expect(!connection.isReady)
        let second = try RouterSocket(in: context)
        try second.bind(name)
        #expect(try dealer.connect(name).isReady)
        #expect(try dealer.trySend("again"))
        #expect(try second.tryReceive()?.last == "again")
        try dealer.disconnect(name)
        #expect(second.peers.isEmpty)
        #expect(throws: ZMQError.self) { try dealer.disconnect(name) }
    }

    @Test func `an endpoint whose socket is of the wrong type is forgotten`() throws {
        let publisher = try PublisherSocket(in: context)
        let push = try PushSocket(in: context)
        let connection = try push.connect(try publisher.bind("inproc://\(UniqueName.make())"))
        #expect(zmqError { try connection.ready(timeout: patience) }?.code == .handshakeFailed)
        #expect(zmqError { try connection.disconnect() }?.code == .noSuchEndpoint)
    }

    @Test func `C-193, SOCK-19 the high-water marks of both sides are added`() async throws {
        for bindsFirst in [true, false] {
            let push = try PushSocket(in: context, options: SocketOptions(sendHighWaterMark: 10))
            let pull = try PullSocket(in: context, options: SocketOptions(receiveHighWaterMark: 20))
            let name = "inproc://\(UniqueName.make())"
            if bindsFirst {
                try pull.bind(name)
                try push.connect(name)
                #expect(try push.fill() == 30)
            } else {
                try push.connect(name)
                #expect(try push.fill() == 10)
                try pull.bind(name)
                #expect(try push.fill() == 20)
            }
            // What is queued over inproc is in the receiver's queue.
            #expect(push.statistics.queuedToSend == 0)
            #expect(pull.statistics.queuedToReceive == 30)
            #expect(try pull.drain().count == 30)
            #expect(try push.fill() == 30)
        }
    }

    @Test(arguments: [(0, 20), (10, 0), (0, 0)])
    func `C-191, C-193 no limit on one side is no limit`(send: Int, receive: Int) throws {
        let push = try PushSocket(in: context, options: SocketOptions(sendHighWaterMark: send))
        let pull = try PullSocket(in: context, options: SocketOptions(receiveHighWaterMark: receive))
        try push.connect(try pull.bind("inproc://\(UniqueName.make())"))
        #expect(try push.fill(upTo: 50_000) == 50_000)
        #expect(try pull.drain().count == 50_000)
    }

    @Test func `C-083, C-093 a large frame is not copied on its way, and lent memory is given back once`()
        async throws
    {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try await join(pull, push, over: .inproc)
        let releases = Shared(0)
        let count = 1 << 20
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 7)
        let address = UInt(bitPattern: memory.baseAddress)
        do {
            let lent = unsafe Frame(lending: memory) { releases.change { $0 += 1 } }
            // C-083: several copies, one memory.
            for _ in 0..<3 { try await push.send([lent, "rest"]) }
        }
        for turn in 0..<3 {
            #expect(releases.value == 0)
            let message = try #require(try pull.tryReceive())
            let place = message[0].withBytes { bytes in
                unsafe bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
            }
            #expect(place == address, "turn \(turn)")
            #expect(message[0].count == count)
        }
        try await eventually("the memory is given back") { releases.value == 1 }
        unsafe memory.deallocate()
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `C-093 lent memory is given back once, whether it is sent, dropped or never sent`(
        over transport: TransportUnderTest
    ) async throws {
        let releases = Shared(0)
        let count = 100_000
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 7)
        do {
            let pull = try PullSocket(in: context)
            let push = try PushSocket(in: context)
            try await join(pull, push, over: transport)
            func lend() -> Frame { unsafe Frame(lending: memory) { releases.change { $0 += 1 } } }
            try await push.send(Message(lend()))
            #expect(try await pull.next()[0].count == count)
            try await eventually("what was sent is given back") { releases.value == 1 }
            let publisher = try PublisherSocket(in: context)
            try await publisher.send(Message(lend()))
            #expect(releases.value == 2)
            let absent = try PushSocket(in: context, options: SocketOptions(linger: .none))
            try absent.connect(transport.agreedEndpoint)
            try await absent.send(Message(lend()))
            absent.close()
            try await eventually("what was never sent is given back") { releases.value == 3 }
            _ = lend().count
            #expect(releases.value == 4)
        }
        #expect(releases.value == 4)
        unsafe memory.deallocate()
    }

    @Test func `binding, connecting and closing at the same time loses nothing that can be delivered`()
        async throws
    {
        let context = self.context
        for _ in 0..<300 {
            let name = "inproc://\(UniqueName.make())"
            let pull = try PullSocket(in: context)
            let push = try PushSocket(in: context)
            try push.connect(name)
            #expect(try push.trySend("x"))
            async let closing: Void = push.close()
            async let binding: Void = { _ = try pull.bind(name) }()
            await closing
            try await binding
            // Either it was there in time or not; in both cases the peer is gone in the end.
            try await eventually("the peer is gone") { pull.peers.isEmpty }
        }
        #expect(context.socketCount <= 1)
    }
}
