internal import Testing
internal import ZMTP

@Suite struct GreetingTests {
    @Test func `ZMTP-01 greeting, then handshake, then traffic`() {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting())
        #expect(!test.isReady)
        test.receive(TestPeer.rawReady(.push))
        #expect(test.isReady)
        test.receive(hex("00 05 68 65 6c 6c 6f"))
        #expect(test.messages == [[.init(text: "hello")]])
    }
}
