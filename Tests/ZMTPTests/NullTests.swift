internal import Testing
internal import ZMTP

@Suite("1.4 NULL mechanism") struct NullTests {
    private func asking(_ kind: SocketKind = .pull) -> TestPeer {
        var configuration = EngineConfiguration(socketKind: kind)
        configuration.makeMechanism = { NullMechanism(metadata: $0, asksFirst: true) }
        return TestPeer(configuration)
    }

    /// What was sent behind the greeting.
    private func commands(_ test: TestPeer) -> [UInt8] { Array(test.sent.dropFirst(64)) }

    @Test func `NULL-01 complete when READY was sent and received`() {
        var test = TestPeer(.dealer)
        test.receive(TestPeer.rawGreeting())
        #expect(
            commands(test)
                == hex(
                    """
                    04 29 05 52 45 41 44 59 0b 53 6f 63 6b 65 74 2d 54 79 70 65 00 00 00 06
                    44 45 41 4c 45 52 08 49 64 65 6e 74 69 74 79 00 00 00 00
                    """))
        #expect(!test.isReady)
        test.receive(
            hex("04 1c 05 52 45 41 44 59 0b 53 6f 63 6b 65 74 2d 54 79 70 65 00 00 00 06 52 4f 55 54 45 52"))
        #expect(test.isReady)
        #expect(test.engine.peer?.socketKind == .router)
        #expect(commands(test).count == 43, "READY is sent once")
        var subscriber = TestPeer(.subscriber)
        subscriber.receive(TestPeer.rawGreeting())
        #expect(
            commands(subscriber)
                == hex("04 19 05 52 45 41 44 59 0b 53 6f 63 6b 65 74 2d 54 79 70 65 00 00 00 03 53 55 42"))
    }

    @Test func `NULL-02 READY does not wait for the peer's`() {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting())
        #expect(!commands(test).isEmpty)
    }

    @Test func `NULL-03 the peer's READY may come before ours`() throws {
        var test = asking()
        test.receive(TestPeer.rawGreeting() + TestPeer.rawReady(.push))
        #expect(!test.isReady && commands(test).isEmpty)
        try test.engine.authenticated(status: 200)
        test.drain()
        #expect(test.isReady && !commands(test).isEmpty)
    }

    @Test func `NULL-04 messages may be sent only when both READYs passed`() throws {
        var test = asking()
        test.receive(TestPeer.rawGreeting())
        try test.engine.authenticated(status: 200)
        test.drain()
        #expect(!test.isReady)
        test.receive(TestPeer.rawReady(.push))
        #expect(test.isReady)
    }

    @Test func `NULL-05 messages right behind READY are processed`() {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting() + TestPeer.rawReady(.push) + hex("00 01 41"))
        #expect(test.messages == [[[0x41]]])
    }

    @Test func `NULL-06 a second READY or ERROR during the handshake closes`() {
        for second in [TestPeer.rawReady(.push), Command.error("400").frame] {
            var test = asking()
            test.receive(TestPeer.rawGreeting() + TestPeer.rawReady(.push) + second)
            guard case .unexpectedCommand = test.violation else {
                Issue.record("a second command was accepted")
                continue
            }
        }
    }

    @Test(arguments: [200, 300, 400, 500, 201])
    func `NULL-07 READY is held back until somebody decided`(status: Int) {
        var test = asking()
        test.receive(TestPeer.rawGreeting())
        #expect(test.happenings == [.ask(AuthenticationRequest(mechanism: "NULL"))])
        #expect(commands(test).isEmpty)
        var failure: ProtocolViolation?
        do throws(ProtocolViolation) {
            try test.engine.authenticated(status: status)
        } catch {
            failure = error
        }
        switch status {
        case 200: #expect(failure == nil)
        case 201: #expect(failure == .badDecision(status: 201))
        default: #expect(failure == .refused(status: status))
        }
        test.drain()
        switch status {
        case 200: #expect(commands(test).prefix(8) == hex("04 1a 05 52 45 41 44 59")[...])
        case 400, 500: #expect(commands(test) == Command.error(String(status)).frame)
        default: #expect(commands(test).isEmpty)
        }
        #expect(test.engine.isClosed == (status != 200))
    }
}
