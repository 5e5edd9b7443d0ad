internal import Testing
internal import ZMTP

@Suite("Two engines back to back") struct BackToBackTests {
    struct Pair: CustomTestStringConvertible {
        var left: SocketKind
        var right: SocketKind
        var testDescription: String { "\(left.name) and \(right.name)" }

        static let all = SocketKind.allCases.flatMap { left in
            SocketKind.allCases.filter { left.accepts($0) }.map { Pair(left: left, right: $0) }
        }
    }

    private func configuration(
        _ kind: SocketKind, _ version: ZMTPVersion, isStaged: Bool, identity: String
    ) -> EngineConfiguration {
        var configuration = EngineConfiguration(socketKind: kind, identity: .init(text: identity))
        configuration.version = version
        configuration.allowsZMTP2 = isStaged
        return configuration
    }

    /// Carries bytes to and fro until nothing moves.
    private func run(_ left: inout TestPeer, _ right: inout TestPeer) {
        while !left.sent.isEmpty || !right.sent.isEmpty {
            let (toRight, toLeft) = (left.sent, right.sent)
            left.sent = []
            right.sent = []
            right.receive(toRight)
            left.receive(toLeft)
        }
    }

    @Test(arguments: Pair.all) func `every legal pair in every version talks`(pair: Pair) {
        for (leftVersion, rightVersion) in [
            (ZMTPVersion.v3_1, ZMTPVersion.v3_1), (.v3_1, .v3_0), (.v3_0, .v3_1), (.v3_0, .v3_0),
        ] {
            for staging in 0..<4 {
                for limit in [1, Int.max] {
                    var left = TestPeer(
                        configuration(pair.left, leftVersion, isStaged: staging & 1 != 0, identity: "left"))
                    var right = TestPeer(
                        configuration(pair.right, rightVersion, isStaged: staging & 2 != 0, identity: "right")
                    )
                    left.readLimit = limit
                    right.readLimit = limit
                    run(&left, &right)
                    check(&left, &right, pair, min(leftVersion, rightVersion))
                }
            }
        }
    }

    private func check(_ left: inout TestPeer, _ right: inout TestPeer, _ pair: Pair, _ version: ZMTPVersion)
    {
        #expect(left.isReady && right.isReady)
        #expect(left.happenings.count == 1 && right.happenings.count == 1)
        #expect(left.engine.peer?.socketKind == pair.right)
        #expect(right.engine.peer?.identity == (pair.left.sendsIdentity ? .init(text: "left") : []))
        #expect(left.engine.version == version && right.engine.version == version)
        var queue = FrameQueue()
        queue.append([1], more: true)
        queue.append([UInt8](repeating: 2, count: 2000), more: false)
        right.receive(left.engine.encode(queue.take()).flatMap { Happening.bytes($0.bytes) })
        #expect(right.messages == [[[1], [UInt8](repeating: 2, count: 2000)]])
        if pair.right.takesSubscriptions {
            right.happenings = []
            right.receive(left.engine.subscriptionBytes(subscribe: true, topic: [7]))
            #expect(right.happenings == [version >= .v3_1 ? .subscribe([7]) : .message([[1, 7]])])
        }
    }

    @Test(arguments: Pair.all) func `every legal pair refuses whoever asks for another mechanism`(
        pair: Pair
    ) {
        var other = EngineConfiguration(socketKind: pair.right)
        other.makeMechanism = { ToyMechanism(metadata: $0, isServer: false) }
        var left = TestPeer(pair.left)
        var right = TestPeer(other)
        run(&left, &right)
        #expect(left.violation == .mechanismMismatch(ours: "NULL", theirs: "TOY"))
        #expect(right.violation == .mechanismMismatch(ours: "TOY", theirs: "NULL"))
    }
}
