internal import Testing
internal import ZMTP

@Suite("1.7 ERROR and closing") struct ErrorTests {
    private func handshake(_ command: [UInt8]) -> TestPeer {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting())
        test.receive(command)
        return test
    }

    @Test func `ERR-01 a reason of 0 to 255 printable characters`() {
        #expect(Command.error("400").frame == hex("04 0a 05 45 52 52 4f 52 03 34 30 30"))
        #expect(Command.error("").frame == hex("04 07 05 45 52 52 4f 52 00"))
        let long = Command.error(String(repeating: "a", count: 300))
        #expect(long.data.count == 256 && long.data.first == 255)
        #expect(Command.error("a\u{7}b").data == hex("03 61 3f 62"))
        #expect(handshake(Command.error("").frame).happenings == [.peerError(PeerError(reason: ""))])
    }

    @Test func `ERR-02 ERROR is sent in the handshake only`() {
        var test = TestPeer(.pull)
        test.engine.reject(reason: "early")
        test.flush()
        #expect(test.sent.count == 10, "not before the handshake")
        test = TestPeer.ready()
        test.engine.reject(reason: "late")
        test.flush()
        #expect(test.sent.isEmpty && test.engine.isClosed)
    }

    @Test func `ERR-03 an ERROR ends the connection`() {
        let test = handshake(Command.error("no entry").frame + hex("00 00"))
        #expect(test.happenings == [.peerError(PeerError(reason: "no entry"))])
        #expect(test.engine.isClosed)
    }

    @Test func `ERR-04 other violations are told by closing only`() {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting())
        let sent = test.sent
        test.receive(hex("04 04 03 46 4f 4f"))
        #expect(test.violation != nil && test.sent == sent)
    }

    @Test func `ERR-05 reasons of authentication are recognised exactly`() {
        for status in [300, 400, 500] {
            #expect(PeerError(reason: String(status)).authenticationStatus == status)
        }
        for reason in ["200", "4000", "400 ", "", "Four"] {
            #expect(PeerError(reason: reason).authenticationStatus == nil)
        }
    }

    @Test(arguments: [
        "04 06 05 45 52 52 4f 52", "04 07 05 45 52 52 4f 52 01", "04 09 05 45 52 52 4f 52 03 34 30",
    ])
    func `ERR-06 an ERROR that is cut short is a violation`(frame: String) {
        let test = handshake(hex(frame))
        #expect(test.violation == .malformedError)
        #expect(test.violation?.errorCode == 0x1000_0015)
    }

    @Test func `ERR-08 a client of a mechanism with roles sends no ERROR`() {
        var test = SealingTests.peer(.pull, isServer: false)
        test.receive(TestPeer.rawGreeting(mechanism: "TOY") + TestPeer.rawReady(.pull))
        #expect(test.violation == .socketTypeMismatch(ours: "PULL", theirs: "PULL"))
        #expect(!test.sent.dropFirst(64).contains(Array("ERROR".utf8)))
        var server = SealingTests.peer(.pull, isServer: true)
        server.receive(TestPeer.rawGreeting(mechanism: "TOY"))
        server.receive(
            Command(name: "INITIATE", data: Metadata(kind: .pull, identity: [], application: []).bytes).frame)
        #expect(server.sent.dropFirst(64).contains(Array("ERROR".utf8)))
    }
}
