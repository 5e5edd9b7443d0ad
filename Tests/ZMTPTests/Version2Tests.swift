internal import Testing
internal import ZMTP

@Suite("2 ZMTP 2.0") struct Version2Tests {
    private let signature = hex("ff 00 00 00 00 00 00 00 01 7f")

    /// The handshake with a 2.0 peer of this type code.
    private func handshake(
        _ kind: SocketKind, code: UInt8, identity: [UInt8] = [], then rest: [UInt8] = [], revision: UInt8 = 1
    ) -> TestPeer {
        var test = TestPeer(kind)
        test.receive(signature + [revision, code] + FrameHeader.frame(identity) + rest)
        return test
    }

    @Test func `V2-01 signature, revision, type, then an identity frame`() {
        let test = handshake(.router, code: 5, identity: .init(text: "you"), then: hex("00 01 41"))
        #expect(test.engine.version == .v2_0)
        #expect(test.engine.peer?.version == .v2_0)
        #expect(test.engine.peer?.identity == .init(text: "you"))
        #expect(test.messages == [[[0x41]]])
        // Revision 2 is 2.0 by the RFC.
        #expect(handshake(.router, code: 5, revision: 2).engine.version == .v2_0)
    }

    @Test func `V2-02 the type codes`() {
        let kinds: [SocketKind] = [
            .pair, .publisher, .subscriber, .request, .reply, .dealer, .router, .pull, .push,
        ]
        for (code, kind) in kinds.enumerated() {
            #expect(kind.version2Code == UInt8(code))
            #expect(SocketKind(version2Code: UInt8(code)) == kind)
        }
        #expect(SocketKind(version2Code: 11) == nil)
        #expect(SocketKind(version2Code: 13) == nil)
    }

    @Test func `V2-03 XPUB and XSUB look like PUB and SUB, and 9 and 10 are understood`() {
        #expect(SocketKind.xPublisher.version2Code == 1)
        #expect(SocketKind.xSubscriber.version2Code == 2)
        #expect(handshake(.subscriber, code: 9).engine.peer?.socketKind == .xPublisher)
        #expect(handshake(.publisher, code: 10).engine.peer?.socketKind == .xSubscriber)
    }

    @Test func `V2-04 our version octet is 03 all the same`() {
        var configuration = EngineConfiguration(socketKind: .router, identity: .init(text: "ME"))
        configuration.allowsZMTP2 = true
        var test = TestPeer(configuration)
        test.receive(signature + [1, 5, 0, 0])
        #expect(test.sent == hex("ff 00 00 00 00 00 00 00 03 7f 03 06 00 02 4d 45"))
    }

    @Test func `V2-05 a type that does not go with ours closes silently`() {
        for code in [8, 11, 200] as [UInt8] {
            let test = handshake(.router, code: code)
            guard case .socketTypeMismatch = test.violation else {
                Issue.record("type \(code) was accepted")
                continue
            }
            #expect(test.sent.count == 11)
        }
    }

    @Test func `V2-06 there are no commands`() {
        let test = handshake(.pull, code: 8, then: hex("03 00 00 00 00 00 00 00 01 41 00 00 04 02 01 41"))
        #expect(test.messages == [[[0x41], []]])
        #expect(test.violation == .badFrameFlags(4))
    }

    @Test func `V2-07 the identity frame is always sent, and consumed by every socket`() {
        let test = handshake(.pull, code: 8)
        #expect(test.sent.suffix(2) == [0, 0])
        #expect(test.isReady && test.messages.isEmpty)
        var waiting = TestPeer(.pull)
        waiting.receive(signature + [1, 8])
        #expect(!waiting.isReady)
        let long = handshake(.router, code: 5, identity: [UInt8](repeating: 1, count: 256))
        #expect(long.violation == .identityTooLong(256))
        #expect(handshake(.router, code: 5, identity: [0, 1]).engine.peer?.identity == [])
    }

    @Test func `V2-08 no READY, no metadata, no heartbeat`() {
        var test = handshake(.pull, code: 8)
        #expect(test.sent.count == 14)
        #expect(test.engine.peer?.properties == Metadata())
        #expect(test.engine.ping(timeToLiveTenths: 0) == false)
    }

    @Test func `V2-09 subscriptions are messages`() {
        var test = handshake(.subscriber, code: 1)
        #expect(test.engine.subscriptionBytes(subscribe: true, topic: .init(text: "T")) == hex("00 02 01 54"))
        #expect(
            test.engine.subscriptionBytes(subscribe: false, topic: .init(text: "T")) == hex("00 02 00 54"))
    }

    @Test func `V2-10 only with NULL, and when nobody decides about peers`() {
        var configuration = EngineConfiguration(socketKind: .pull)
        configuration.makeMechanism = { NullMechanism(metadata: $0, asksFirst: true) }
        var test = TestPeer(configuration)
        test.receive(signature + [1])
        #expect(test.violation == .versionNotAllowed(.v2_0))
    }

    @Test func `draft types are not offered to older peers`() {
        var test = TestPeer(.client)
        #expect(test.sent.count == 64)
        test.receive(signature + [1])
        #expect(test.violation == .versionNotAllowed(.v2_0))
    }
}
