import LibZMQ
import Testing
import ZeroMQ

/// Every legal pair of socket types, ours as each of the two, in both roles, over tcp and ipc.
@Suite(.needsLibZMQ, .timeLimit(.minutes(3)))
struct SocketPairTests {
    /// Bodies at the limits of the encodings: the short and the long frame, what is copied and what is shared,
    /// more than a read takes, empty frames in every place.
    private static let bodies: [[[UInt8]]] = {
        let singles = [0, 1, 255, 256, 1023, 1024, 1025, 64 * 1024, 1024 * 1024].map { [$0] }
        let several = [[1, 0, 2, 300, 0, 0], [0, 5, 0], [0, 1, 2, 3, 255, 256, 1024, 70_000, 0, 10]]
        return (singles + several).map { $0.map(filled) }
    }()

    /// Bytes that differ from place to place.
    private static func filled(_ count: Int) -> [UInt8] {
        (0..<count).map { index in UInt8(truncatingIfNeeded: index &* 31 &+ (index >> 8)) }
    }

    @Test(arguments: Pairing.legal)
    func `TYPE-01, ZMTP-17 messages arrive unchanged, over tcp and over ipc`(_ pairing: Pairing) throws {
        let conversation = try Conversation(pairing)
        for body in Self.bodies {
            try conversation.send(body)
            #expect(try conversation.receive() == body)
            if conversation.isTwoWay {
                let answer = Array(body.reversed())
                try conversation.send(answer, answering: true)
                #expect(try conversation.receive(answer: true) == answer)
            }
        }
    }

    @Test(arguments: Pairing.legal)
    func `SOCK-05 a thousand messages arrive in order`(_ pairing: Pairing) throws {
        let conversation = try Conversation(pairing)
        let numbers = 0..<1000
        func body(_ number: Int) -> [[UInt8]] { [Array(String(number).utf8), []] }
        if conversation.isLockStep {
            for number in numbers {
                try conversation.send(body(number))
                try #require(try conversation.receive() == body(number))
                try conversation.send(body(-number), answering: true)
                try #require(try conversation.receive(answer: true) == body(-number))
            }
            return
        }
        for answering in conversation.isTwoWay ? [false, true] : [false] {
            for number in numbers { try conversation.send(body(number), answering: answering) }
            for number in numbers {
                try #require(try conversation.receive(answer: answering) == body(number))
            }
        }
    }
}
