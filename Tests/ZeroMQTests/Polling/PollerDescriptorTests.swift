import Testing
import ZeroMQ

@Suite struct PollerDescriptorTests {
    let context = Context()

    @Test func `C-101 two sockets and a pipe are watched together`() throws {
        let poller = try Poller(in: context)
        let pipe = try PipeEnds()
        var items: [PollItem] = []
        var senders: [PushSocket] = []
        for _ in 0..<2 {
            let pull = try PullSocket(in: context)
            let push = try PushSocket(in: context)
            try push.connect(pull.bind(anyInproc()))
            senders.append(push)
            items.append(try poller.add(pull))
        }
        items.append(try poller.add(descriptor: pipe.reading))
        #expect(try poller.tryWait().isEmpty)
        try senders[1].send("job")
        pipe.write()
        #expect(try poller.wait().map(\.item) == [items[1], items[2]])
        try senders[0].send("job")
        #expect(try poller.wait().map(\.item) == items)
    }

    @Test func `a descriptor is reported as long as it is readable, and no longer`() throws {
        let poller = try Poller(in: context)
        let pipe = try PipeEnds()
        let item = try poller.add(descriptor: pipe.reading)
        for _ in 0..<3 {
            #expect(try poller.tryWait().isEmpty)
            pipe.write(2)
            for _ in 0..<2 {
                #expect(try poller.wait()[item]?.readiness == .receive)
                #expect(try poller.wait()[item]?.isClosed == false)
                pipe.read(1)
            }
        }
    }

    @Test func `a blocked wait ends when a descriptor becomes readable`() async throws {
        let poller = try Poller(in: context)
        let pipe = try PipeEnds()
        let item = try poller.add(descriptor: pipe.reading)
        for _ in 0..<50 {
            let wait = BlockingCall { try poller.wait() }
            pipe.write()
            #expect(try await wait.value().contains(item))
            pipe.read()
        }
    }

    @Test func `a suspended wait ends when a descriptor becomes readable`() async throws {
        let poller = try Poller(in: context)
        let pipe = try PipeEnds()
        let item = try poller.add(descriptor: pipe.reading)
        for _ in 0..<50 {
            async let events = poller.wait()
            pipe.write()
            #expect(try await events.contains(item))
            pipe.read()
        }
    }

    @Test func `a descriptor is ready for writing while there is room`() throws {
        let poller = try Poller(in: context)
        let pipe = try PipeEnds()
        let item = try poller.add(descriptor: pipe.writing, for: .send)
        var written = 0
        while try poller.tryWait()[item]?.canSend == true {
            pipe.write(4096)
            written += 4096
        }
        pipe.read(written)
        #expect(try poller.wait()[item]?.readiness == .send)
    }

    @Test func `a hung-up descriptor is reported as closed`() async throws {
        let poller = try Poller(in: context)
        let pipe = try PipeEnds()
        let item = try poller.add(descriptor: pipe.reading)
        let wait = BlockingCall { try poller.wait() }
        pipe.hangUp()
        let event = try #require(try await wait.value()[item])
        #expect(event.isClosed)
        #expect(event.canReceive)
    }

    @Test func `one descriptor can be watched by several pollers, and twice by one`() throws {
        let pollers = try (0..<2).map { _ in try Poller(in: context) }
        let pipe = try PipeEnds()
        let items = try pollers.map { poller in
            try (0..<2).map { _ in try poller.add(descriptor: pipe.reading) }
        }
        for poller in pollers { #expect(try poller.tryWait().isEmpty) }
        pipe.write()
        for (poller, items) in zip(pollers, items) {
            while try poller.wait().count < 2 {}
            #expect(try poller.wait().map(\.item) == items)
        }
    }

    @Test func `a removed descriptor may be closed and is not reported`() throws {
        let poller = try Poller(in: context)
        let pipe = try PipeEnds()
        let item = try poller.add(descriptor: pipe.reading)
        #expect(try poller.tryWait().isEmpty)
        pipe.write()
        #expect(poller.remove(item))
        #expect(try poller.tryWait().isEmpty)
        #expect(try poller.wait(timeout: .milliseconds(5)).isEmpty)
    }

    @Test func `what a descriptor is watched for can be changed`() throws {
        let poller = try Poller(in: context)
        let pipe = try PipeEnds()
        let item = try poller.add(descriptor: pipe.writing, for: [])
        #expect(try poller.tryWait().isEmpty)
        try poller.change(item, to: .send)
        #expect(try poller.wait()[item]?.readiness == .send)
        try poller.change(item, to: [])
        #expect(try poller.tryWait().isEmpty)
    }

    @Test func `a change to what a descriptor is watched for already does nothing`() throws {
        let pipe = try PipeEnds()
        let descriptor = pipe.copyOfReading()
        let poller = try Poller(in: context)
        let item = try poller.add(descriptor: descriptor)
        // Who would watch it anew would find that it is not open.
        PipeEnds.closeCopy(descriptor)
        #expect(try poller.change(item, to: .receive))
        pipe.write()
        #expect(try poller.wait(timeout: .seconds(60)).contains(item))
        poller.remove(item)
        #expect(try !poller.change(item, to: .receive))
    }

    @Test func `what is no descriptor is refused`() throws {
        let poller = try Poller(in: context)
        let error = #expect(throws: ZMQError.self) { try poller.add(descriptor: -1) }
        #expect(error?.errnoName == "EBADF")
    }

    @Test func `a lane without descriptors refuses them`() throws {
        let context = try Context(reactor: VirtualClockReactor())
        let poller = try Poller(in: context)
        let pipe = try PipeEnds()
        #expect(throws: ZMQError.self) { try poller.add(descriptor: pipe.reading) }
    }
}
