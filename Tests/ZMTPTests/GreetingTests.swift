internal import Testing
internal import ZMTP

@Suite("1.1 Greeting") struct GreetingTests {
    /// A configuration that serves ZMTP 3.x only, so that the greeting is not sent in stages.
    private func only3(_ kind: SocketKind) -> EngineConfiguration {
        var configuration = EngineConfiguration(socketKind: kind)
        configuration.allowsZMTP2 = false
        return configuration
    }

    private let nullGreeting = hex(
        """
        ff00000000000000007f03014e554c4c00000000000000000000000000000000
        0000000000000000000000000000000000000000000000000000000000000000
        """)

    @Test func `ZMTP-01 greeting, then handshake, then traffic`() {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting())
        #expect(!test.isReady)
        test.receive(TestPeer.rawReady(.push))
        #expect(test.isReady)
        test.receive(hex("00 05 68 65 6c 6c 6f"))
        #expect(test.messages == [[.init(text: "hello")]])
    }

    @Test func `ZMTP-02 the greeting starts before anything arrives`() {
        #expect(TestPeer(.pull).sent.count == 10)
        #expect(TestPeer(only3(.pull)).sent.count == 64)
    }

    @Test func `ZMTP-03 the greeting is laid out in 64 octets`() {
        #expect(TestPeer(only3(.pull)).sent == nullGreeting)
        let curve = Greeting(version: .v3_1, mechanism: "CURVE", isServer: true).bytes(paddedFor: nil)
        #expect(
            curve
                == hex(
                    """
                    ff00000000000000007f03014355525645000000000000000000000000000000
                    0100000000000000000000000000000000000000000000000000000000000000
                    """))
        #expect(Greeting(bytes: curve) == Greeting(version: .v3_1, mechanism: "CURVE", isServer: true))
        #expect(Greeting(bytes: curve.dropLast()) == nil)
    }

    @Test func `ZMTP-04 the padding may be anything`() {
        var greeting = nullGreeting
        greeting.replaceSubrange(1...8, with: Array("abcdefgh".utf8))
        var test = TestPeer(.pull)
        test.receive(greeting + TestPeer.rawReady(.push))
        #expect(test.isReady)
    }

    @Test(arguments: [0x7F, 0x01, 0xFF] as [UInt8])
    func `ZMTP-05 any odd tenth octet ends a signature`(tail: UInt8) {
        var greeting = nullGreeting
        greeting[9] = tail
        var test = TestPeer(.pull)
        test.receive(greeting + TestPeer.rawReady(.push))
        #expect(test.isReady)
    }

    @Test func `ZMTP-06 all twenty octets of the mechanism are compared`() {
        for offset in 12..<32 {
            var greeting = nullGreeting
            greeting[offset] ^= 0x20
            var test = TestPeer(.pull)
            test.receive(greeting)
            guard case .mechanismMismatch = test.violation else {
                Issue.record("octet \(offset) made no difference")
                continue
            }
        }
    }

    @Test func `ZMTP-07 as-server is sent for the server role only and never checked`() {
        #expect(TestPeer(only3(.pull)).sent[32] == 0)
        var configuration = only3(.pull)
        configuration.makeMechanism = { ToyMechanism(metadata: $0, isServer: true) }
        #expect(TestPeer(configuration).sent[32] == 1)
        for octet in [1, 0xAA] as [UInt8] {
            var greeting = nullGreeting
            greeting[32] = octet
            var test = TestPeer(.pull)
            test.receive(greeting + TestPeer.rawReady(.push))
            #expect(test.isReady)
        }
    }

    @Test func `ZMTP-08 the filler may be anything`() {
        var test = TestPeer(.pull)
        test.receive(nullGreeting.prefix(33) + [UInt8](repeating: 0xAA, count: 31) + TestPeer.rawReady(.push))
        #expect(test.isReady)
    }

    @Test func `ZMTP-09 the greeting goes out in stages when older peers are served`() {
        var test = TestPeer(.pull)
        #expect(test.sent == hex("ff 00 00 00 00 00 00 00 01 7f"))
        test.receive(Array(nullGreeting.prefix(9)))
        #expect(test.sent.count == 10)
        test.receive([0x7F])
        #expect(test.sent.count == 11)
        #expect(test.sent.last == 3)
        test.receive([3])
        #expect(test.sent.count == 64)
        #expect(Array(test.sent.dropFirst(10)) == Array(nullGreeting.dropFirst(10)))
    }

    @Test func `ZMTP-10 the greeting goes out at once, with zero padding, when no older peer is served`() {
        var configuration = only3(.dealer)
        configuration.identity = .init(text: "me")
        #expect(TestPeer(configuration).sent == nullGreeting)
    }

    @Test func `ZMTP-11 the rest of the greeting does not wait for the peer's mechanism`() {
        var test = TestPeer(.pull)
        test.receive(Array(nullGreeting.prefix(11)))
        #expect(test.sent.count == 64)
        #expect(test.happenings.isEmpty)
    }

    @Test func `ZMTP-12 another mechanism closes, after all 64 octets were sent`() {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting(mechanism: "PLAIN"))
        #expect(test.violation == .mechanismMismatch(ours: "NULL", theirs: "PLAIN"))
        #expect(test.violation?.errorCode == 0x1100_0002)
        #expect(test.sent.count == 64)
        #expect(test.engine.isClosed)
    }

    @Test(arguments: [ZMTPVersion(major: 4, minor: 0), ZMTPVersion(major: 3, minor: 9), .v3_1])
    func `ZMTP-13 a later version is served as 3.1`(version: ZMTPVersion) {
        let test = TestPeer.ready(.pull, version: version)
        #expect(test.engine.version == .v3_1)
        #expect(test.engine.peer?.version == version)
    }

    @Test func `ZMTP-14 a 3.0 peer gets subscriptions as messages and no PING`() {
        var test = TestPeer.ready(.subscriber, peer: .publisher, version: .v3_0)
        #expect(test.engine.version == .v3_0)
        #expect(test.engine.subscriptionBytes(subscribe: true, topic: [0x41]) == hex("00 02 01 41"))
        #expect(test.engine.ping(timeToLiveTenths: 0) == false)
        #expect(!test.engine.hasOutput)
    }

    @Test func `ZMTP-15 a version that cannot be spoken closes`() {
        var test = TestPeer(only3(.pull))
        test.receive(hex("ff 00 00 00 00 00 00 00 01 7f 01"))
        #expect(test.violation == .versionNotAllowed(.v2_0))
    }

    @Test func `ZMTP-16 greeting, READY and first message may arrive in any pieces`() {
        let bytes = nullGreeting + TestPeer.rawReady(.push) + hex("01 01 41 00 01 42")
        for limit in [1, 2, 3, 7, 64, .max] {
            var test = TestPeer(.pull)
            test.readLimit = limit
            test.receive(bytes)
            #expect(test.happenings.count == 2)
            #expect(test.messages == [[[0x41], [0x42]]])
        }
    }

    @Test func `ZMTP-18 an older peer is not served with a mechanism that authenticates`() {
        for revision in 0...2 as ClosedRange<UInt8> {
            var configuration = EngineConfiguration(socketKind: .pull)
            configuration.allowsZMTP1 = true
            configuration.makeMechanism = { ToyMechanism(metadata: $0, isServer: false) }
            var test = TestPeer(configuration)
            test.receive(hex("ff 00 00 00 00 00 00 00 01 7f") + [revision])
            guard case .versionNotAllowed = test.violation else {
                Issue.record("revision \(revision) was served")
                continue
            }
        }
    }
}
