internal import Testing
internal import ZMTP

@Suite("1.6 Socket types") struct SocketTypeTests {
    /// The table of the protocol, as text.
    private static let table: [SocketKind: [SocketKind]] = [
        .request: [.reply, .router], .reply: [.request, .dealer], .dealer: [.reply, .dealer, .router],
        .router: [.request, .dealer, .router], .publisher: [.subscriber, .xSubscriber],
        .xPublisher: [.subscriber, .xSubscriber], .subscriber: [.publisher, .xPublisher],
        .xSubscriber: [.publisher, .xPublisher], .push: [.pull], .pull: [.push], .pair: [.pair],
        .client: [.server], .server: [.client], .radio: [.dish], .dish: [.radio], .scatter: [.gather],
        .gather: [.scatter], .peer: [.peer], .channel: [.channel],
    ]

    @Test(arguments: SocketKind.allCases)
    func `TYPE-01 only the listed peers are accepted`(ours: SocketKind) {
        for theirs in SocketKind.allCases {
            var test = TestPeer(ours)
            test.receive(TestPeer.rawGreeting() + TestPeer.rawReady(theirs))
            let isListed = Self.table[ours, default: []].contains(theirs)
            #expect(test.isReady == isListed, "\(ours) and \(theirs)")
            if !isListed {
                #expect(test.violation == .socketTypeMismatch(ours: ours.name, theirs: theirs.name))
            }
        }
    }

    @Test func `TYPE-02 the rejection is an ERROR as long as READY has not left`() {
        // Greeting and READY in one read: our own READY is still ours to take back.
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting() + TestPeer.rawReady(.pull))
        #expect(test.sent.dropFirst(64).starts(with: hex("04 28 05 45 52 52 4f 52 21")))
        #expect(test.engine.isClosed)
        // READY has left: the peer is told by closing.
        test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting())
        let sent = test.sent
        test.receive(TestPeer.rawReady(.pull))
        #expect(test.sent == sent)
        #expect(test.engine.isClosed)
    }

    @Test func `TYPE-03 the rejection is a protocol violation`() {
        var test = TestPeer(.pull)
        test.receive(TestPeer.rawGreeting() + TestPeer.rawReady(.pull))
        #expect(test.violation != nil)
        #expect(test.violation?.errorCode == 0x1000_0018)
    }

    @Test(arguments: ["STREAM", "DGRAM", "", "PUSH ", "NOISE"])
    func `TYPE-04 STREAM and DGRAM are no types of a ZMTP peer`(name: String) {
        #expect(SocketKind(name: name) == nil)
        var test = TestPeer(.dealer)
        let block = Metadata([.init(name: "Socket-Type", value: Array(name.utf8))])
        test.receive(TestPeer.rawGreeting() + Command.ready(block).frame)
        #expect(test.violation != nil)
    }
}
