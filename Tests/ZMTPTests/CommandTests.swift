internal import Testing
internal import ZMTP

@Suite("1.3 Commands") struct CommandTests {
    private let ping = hex("04 07 04 50 49 4e 47 00 00")

    @Test func `ZMTP-40 a command body is a name length, the name, data`() throws {
        let command = try Command(bytes: hex("05 45 52 52 4f 52 03 34 30 30"))
        #expect(command == Command(name: "ERROR", data: hex("03 34 30 30")))
        #expect(Command.error("400").frame == hex("04 0a 05 45 52 52 4f 52 03 34 30 30"))
        #expect(Command.subscribe([0x41]).frame == hex("04 0b 09 53 55 42 53 43 52 49 42 45 41"))
        #expect(Command.cancel([0x41]).frame == hex("04 08 06 43 41 4e 43 45 4c 41"))
    }

    @Test func `ZMTP-41 command names are compared with their case`() {
        var test = TestPeer.ready()
        test.receive(hex("04 07 04 70 69 6e 67 00 00"))
        #expect(test.happenings.isEmpty && test.sent.isEmpty)
        var handshake = TestPeer(.pull)
        handshake.receive(TestPeer.rawGreeting() + hex("04 06 05 72 65 61 64 79"))
        #expect(handshake.violation == .unexpectedCommand("ready"))
    }

    @Test func `ZMTP-42 commands use the short size up to 255 octets`() {
        #expect(Command.subscribe([UInt8](repeating: 1, count: 245)).frame.prefix(2) == hex("04 ff")[...])
        let long = Command.subscribe([UInt8](repeating: 1, count: 246)).frame
        #expect(long.prefix(9) == hex("06 00 00 00 00 00 00 01 00")[...])
        var test = TestPeer.ready(.publisher, peer: .subscriber)
        test.receive(long)
        #expect(test.happenings == [.subscribe([UInt8](repeating: 1, count: 246))])
    }

    @Test func `ZMTP-43 an unknown command in traffic is ignored`() {
        var test = TestPeer.ready()
        test.receive(hex("04 04 03 46 4f 4f | 04 05 04 4a 4f 49 4e | 00 01 41"))
        #expect(test.happenings == [.message([[0x41]])])
    }

    @Test(arguments: ["04 00", "04 01 00", "04 02 00 41", "04 01 01", "04 04 04 50 49 4e"])
    func `ZMTP-44 a malformed command in traffic closes`(frame: String) {
        var test = TestPeer.ready()
        test.receive(hex(frame))
        #expect(test.violation == .malformedCommand(""))
        #expect(test.violation?.errorCode == 0x1000_0011)
    }

    @Test func `ZMTP-45 another command than the expected one closes the handshake`() {
        for name in ["PING", "HELLO", "SUBSCRIBE", "X"] {
            var test = TestPeer(.pull)
            test.receive(TestPeer.rawGreeting() + Command(name: name, data: [0, 0]).frame)
            #expect(test.violation == .unexpectedCommand(name))
            #expect(test.violation?.errorCode == 0x1000_0001)
        }
    }

    @Test func `ZMTP-46 handshake commands have the COMMAND bit`() {
        var test = TestPeer(.pull)
        var ready = TestPeer.rawReady(.push)
        #expect(ready[0] == 4)
        ready[0] = 0
        test.receive(TestPeer.rawGreeting() + ready)
        #expect(test.violation == .notACommand)
        let ours = TestPeer.ready(.push, peer: .pull).engine
        #expect(ours.isReady)
    }

    @Test(arguments: ["04 00", "04 01 05", "04 01 00", "04 05 05 52 45 41 44"])
    func `ZMTP-47 a handshake command without a whole name closes`(frame: String) {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting() + hex(frame))
        #expect(test.violation == .malformedCommand(""))
    }

    @Test func `ZMTP-48 only handshake commands go out before the handshake is complete`() {
        var test = TestPeer(.subscriber)
        test.receive(TestPeer.rawGreeting())
        let sent = test.sent.count
        #expect(test.engine.ping(timeToLiveTenths: 0) == false)
        #expect(test.engine.subscriptionBytes(subscribe: true, topic: []) == [])
        test.flush()
        #expect(test.sent.count == sent)
        #expect(!test.isReady)
    }

    @Test func `ZMTP-49 a handshake command in traffic is ignored`() {
        var test = TestPeer.ready()
        test.receive(TestPeer.rawReady(.push) + Command.error("400").frame + hex("00 01 41"))
        #expect(test.happenings == [.message([[0x41]])])
    }

    @Test func `ZMTP-50 without encryption messages travel as plain frames`() {
        var test = TestPeer.ready(.push, peer: .pull)
        var queue = FrameQueue()
        queue.append(hex("68 65 6c 6c 6f"), more: false)
        let encoded = test.engine.encode(queue.take())
        #expect(encoded.flatMap { Happening.bytes($0.bytes) } == hex("00 05 68 65 6c 6c 6f"))
    }

    @Test func `a command for another socket type is not delivered`() {
        var test = TestPeer.ready(.router, peer: .dealer)
        test.receive(Command.subscribe([1]).frame + Command.cancel([1]).frame)
        #expect(test.happenings.isEmpty)
    }

    @Test func `answers that nobody takes are bounded`() {
        var test = TestPeer.ready()
        _ = unsafe test.engine.prepareRead(&test.chunks)
        test.engine.didRead(0, &test.chunks)
        for _ in 0..<3000 {
            unsafe test.engine.prepareRead(&test.chunks).copyBytes(from: ping)
            test.engine.didRead(ping.count, &test.chunks)
            _ = try? test.engine.nextEvent()
        }
        #expect(test.engine.takeOutput().count == Limits.queuedCommands * 7)
    }
}
