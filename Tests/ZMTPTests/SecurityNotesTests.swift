internal import Testing
internal import ZMTP

@Suite("1.9 Security notes") struct SecurityNotesTests {
    @Test func `SEC-01 nothing in a greeting lowers the mechanism`() {
        for greeting in [
            TestPeer.rawGreeting(mechanism: "NULL"), hex("ff 00 00 00 00 00 00 00 01 7f 01 08 00 00"),
            hex("01 00"), hex("ff 00 00 00 00 00 00 00 01 00"),
            hex("ff 00 00 00 00 00 00 00 01 7f 00 08 01 00"),
        ] {
            var configuration = EngineConfiguration(socketKind: .pull)
            configuration.allowsZMTP1 = true
            configuration.makeMechanism = { ToyMechanism(metadata: $0, isServer: false) }
            var test = TestPeer(configuration)
            test.receive(greeting)
            #expect(test.violation != nil && !test.isReady)
        }
    }

    @Test func `SEC-02 an unfinished handshake holds little memory`() {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting() + hex("06 00 00 00 00 00 01 00 01"))
        #expect(test.violation == .handshakeCommandTooLarge(65_537))
        var slow = TestPeer(.pull)
        slow.readLimit = 100
        slow.receive(
            TestPeer.rawGreeting() + hex("06 00 00 00 00 00 01 00 00") + [UInt8](repeating: 1, count: 500))
        #expect(slow.violation == nil)
        #expect(slow.engine.heldBytes <= 1024, "what is held is what arrived")
    }

    @Test func `SEC-03 metadata goes out in the mechanism's last step only`() {
        var configuration = EngineConfiguration(socketKind: .dealer, identity: .init(text: "secret-identity"))
        configuration.allowsZMTP2 = false
        #expect(!TestPeer(configuration).sent.contains(Array("secret".utf8)))
        var test = TestPeer(configuration)
        test.receive(TestPeer.rawGreeting())
        #expect(!test.sent.prefix(64).contains(Array("secret".utf8)))
        #expect(test.sent.dropFirst(64).contains(Array("secret-identity".utf8)))
    }
}
