internal import Testing
internal import ZMTP

/// Wherever a connection broke, it is known which frames are gone, whatever form they have on the wire.
@Suite struct TracingTests {
    /// What messages are for: the form on the wire.
    enum Form: CaseIterable {
        case asTheyAre, sealed, version1, commands, messages, sealedCommands, version1Messages

        var subscribes: Bool {
            switch self {
            case .asTheyAre, .sealed, .version1: false
            case .commands, .messages, .sealedCommands, .version1Messages: true
            }
        }

        /// An engine that is ready to send to a peer of this kind.
        var engine: Engine {
            switch self {
            case .asTheyAre: return TestPeer.ready(.push, peer: .pull).engine
            case .commands: return TestPeer.ready(.xSubscriber, peer: .xPublisher).engine
            case .messages: return TestPeer.ready(.xSubscriber, peer: .xPublisher, version: .v3_0).engine
            case .sealed, .sealedCommands:
                var test = SealingTests.peer(subscribes ? .xSubscriber : .push, isServer: false)
                test.receive(
                    TestPeer.rawGreeting(mechanism: "TOY")
                        + TestPeer.rawReady(subscribes ? .xPublisher : .pull))
                return test.engine
            case .version1, .version1Messages:
                var configuration = EngineConfiguration(socketKind: subscribes ? .xSubscriber : .push)
                configuration.allowsZMTP1 = true
                var test = TestPeer(configuration)
                test.receive([1, 0])
                return test.engine
            }
        }
    }

    @Test(arguments: Form.allCases)
    func `the frames that are gone are found for every number of bytes`(form: Form) {
        var engine = form.engine
        #expect(engine.isReady)
        let frames: [(body: [UInt8], more: Bool)] = [
            ([1, 65], false), ([7], true), ([], false), ([UInt8](repeating: 9, count: 300), false),
            ([0, 65], false), ([1, 66], true), ([1, 67], false),
            ([1] + [UInt8](repeating: 8, count: 250), false), ([UInt8](repeating: 9, count: 254), false),
        ]
        // How many bytes are on the wire, and how many in the stream, when a frame is complete: each is encoded as
        // the last of those before it, so that this does not rest on what is tested.
        var ends: [(wire: Int, stream: Int)] = [(0, 0)]
        for count in 1...frames.count {
            var queue = FrameQueue()
            for frame in frames.prefix(count) { queue.append(frame.body, more: frame.more) }
            let stream = queue.take()
            let wire = form.subscribes ? engine.encodeSubscriptions(in: stream) : engine.encode(stream)
            ends.append((wire.reduce(0) { $0 + $1.count }, stream.reduce(0) { $0 + $1.count }))
        }
        var queue = FrameQueue()
        for frame in frames { queue.append(frame.body, more: frame.more) }
        let stream = queue.take()
        for sent in 0...ends[frames.count].wire {
            let expected = ends.last { $0.wire <= sent }?.stream
            #expect(
                engine.bytesGone(of: stream, sent: sent, subscribes: form.subscribes) == expected,
                "\(sent) bytes")
        }
    }

    @Test func `a tally counts the messages of one frame that tell of subscriptions`() {
        var queue = FrameQueue()
        let frames: [(body: [UInt8], more: Bool)] = [
            ([1, 65], false), ([2], false), ([1], true), ([1], false), ([0], false), ([], false),
        ]
        for frame in frames { queue.append(frame.body, more: frame.more) }
        let tally = SubscriptionTally(in: queue.take())
        #expect(tally.messages == 2)
        #expect(tally.bytes == 4 + 3)
        #expect(SubscriptionTally(in: []) == SubscriptionTally())
    }
}
