internal import Testing
internal import ZMTP

@Suite("1.8 Heartbeats on the wire") struct HeartbeatWireTests {
    @Test func `HB-01 PING is sent after the handshake only`() {
        var test = TestPeer(.pull)
        #expect(test.engine.ping(timeToLiveTenths: 1) == false)
        test = TestPeer.ready()
        #expect(test.engine.ping(timeToLiveTenths: 50, context: .init(text: "abc")) == true)
        test.flush()
        #expect(test.sent == hex("04 0a 04 50 49 4e 47 00 32 61 62 63"))
        #expect(Command.ping(tenths: 50, context: []).frame == hex("04 07 04 50 49 4e 47 00 32"))
    }

    @Test func `HB-02 every PING is answered with its context`() {
        var test = TestPeer.ready()
        test.receive(hex("04 0a 04 50 49 4e 47 00 32 61 62 63 | 04 07 04 50 49 4e 47 00 00"))
        #expect(test.sent == hex("04 08 04 50 4f 4e 47 61 62 63 | 04 05 04 50 4f 4e 47"))
    }

    @Test func `HB-03 of a context the first 16 octets count`() {
        let context = (0..<20).map { UInt8($0) }
        #expect(Command.ping(tenths: 0, context: context).data.count == 18)
        var test = TestPeer.ready()
        test.receive(Command(name: "PING", data: [0, 0] + context).frame)
        #expect(test.sent == hex("04 15 04 50 4f 4e 47") + context.prefix(16))
    }

    @Test(arguments: ["04 05 04 50 49 4e 47", "04 06 04 50 49 4e 47 00"])
    func `HB-04 a PING without its TTL closes`(frame: String) {
        var test = TestPeer.ready()
        test.receive(hex(frame))
        #expect(test.violation == .malformedCommand("PING"))
        #expect(test.sent.isEmpty)
    }

    @Test func `HB-05 TTL 0 is none, the largest is 6553.5 s`() {
        var test = TestPeer.ready()
        test.receive(hex("04 07 04 50 49 4e 47 00 00 | 04 07 04 50 49 4e 47 ff ff"))
        #expect(test.happenings == [.pinged(nil), .pinged(.milliseconds(6_553_500))])
    }

    @Test func `HB-08 a long TTL does not wrap`() {
        var test = TestPeer.ready()
        test.receive(hex("04 07 04 50 49 4e 47 02 90"))
        #expect(test.happenings == [.pinged(.milliseconds(65_600))])
    }

    @Test(arguments: [ZMTPVersion.v3_0, .v3_1])
    func `HB-14 only 3.1 peers are pinged, others are answered`(version: ZMTPVersion) {
        var test = TestPeer.ready(version: version)
        #expect(test.engine.ping(timeToLiveTenths: 0) == (version == .v3_1))
        test.flush()
        test.sent = []
        test.receive(hex("04 07 04 50 49 4e 47 00 00"))
        #expect(test.sent == hex("04 05 04 50 4f 4e 47"))
    }

    @Test func `HB-15 a PONG that nobody asked for changes nothing`() {
        var test = TestPeer.ready()
        test.receive(hex("04 08 04 50 4f 4e 47 61 62 63 | 00 01 41"))
        #expect(test.happenings == [.pong(.init(text: "abc")), .message([[0x41]])])
        #expect(test.sent.isEmpty)
    }

    @Test func `HB-17 with a mechanism that seals, PING and PONG are sealed`() {
        var test = SealingTests.ready()
        test.engine.ping(timeToLiveTenths: 0)
        test.flush()
        #expect(test.sent == [0, 8, 2] + hex("04 50 49 4e 47 00 00").map { ~$0 })
        test.sent = []
        test.receive([0, 8, 2] + hex("04 50 49 4e 47 00 00").map { ~$0 })
        #expect(test.sent == [0, 6, 2] + hex("04 50 4f 4e 47").map { ~$0 })
    }
}
