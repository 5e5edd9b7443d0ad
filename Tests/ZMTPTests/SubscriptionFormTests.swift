internal import Testing
internal import ZMTP

@Suite("8 Subscriptions on the wire") struct SubscriptionFormTests {
    private func subscriber(_ version: ZMTPVersion) -> TestPeer {
        .ready(.subscriber, peer: .publisher, version: version)
    }

    @Test func `PS-30 a 3.1 peer gets commands`() {
        var test = subscriber(.v3_1)
        #expect(
            test.engine.subscriptionBytes(subscribe: true, topic: .init(text: "A"))
                == hex("04 0b 09 53 55 42 53 43 52 49 42 45 41"))
        #expect(
            test.engine.subscriptionBytes(subscribe: false, topic: .init(text: "A"))
                == hex("04 08 06 43 41 4e 43 45 4c 41"))
        #expect(
            test.engine.subscriptionBytes(subscribe: true, topic: [])
                == hex("04 0a 09 53 55 42 53 43 52 49 42 45"))
    }

    @Test func `PS-31 a 3.0 peer gets messages`() {
        var test = subscriber(.v3_0)
        #expect(test.engine.subscriptionBytes(subscribe: true, topic: []) == hex("00 01 01"))
        #expect(test.engine.subscriptionBytes(subscribe: false, topic: [65]) == hex("00 02 00 41"))
    }

    @Test func `PS-17 long topics need the long form`() {
        var test = subscriber(.v3_1)
        func start(_ subscribe: Bool, _ count: Int) -> UInt8 {
            test.engine.subscriptionBytes(subscribe: subscribe, topic: [UInt8](repeating: 65, count: count))[
                0]
        }
        #expect(start(true, 245) == 4)
        #expect(start(true, 246) == 6)
        #expect(start(false, 248) == 4)
        #expect(start(false, 249) == 6)
    }

    @Test func `PS-18 a topic of 255 octets is a long message frame`() {
        var test = subscriber(.v3_0)
        let topic = [UInt8](repeating: 65, count: 255)
        #expect(
            test.engine.subscriptionBytes(subscribe: true, topic: topic)
                == hex("02 00 00 00 00 00 00 01 00 01") + topic)
        #expect(
            test.engine.subscriptionBytes(subscribe: true, topic: topic.dropLast()).prefix(3)
                == hex("00 ff 01")[...])
    }

    @Test(arguments: [ZMTPVersion.v3_0, .v3_1])
    func `PS-32 a publisher takes both forms, whatever the version`(version: ZMTPVersion) {
        var test = TestPeer.ready(.xPublisher, peer: .subscriber, version: version)
        test.receive(
            hex("04 0b 09 53 55 42 53 43 52 49 42 45 41 | 00 02 01 42 | 04 08 06 43 41 4e 43 45 4c 41"))
        #expect(test.happenings == [.subscribe([65]), .message([[1, 66]]), .cancel([65])])
    }
}
