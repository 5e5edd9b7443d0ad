import Testing
import ZMQReactor
import ZeroMQ

/// A stream that several threads take messages from.
@Suite(.timeLimit(.minutes(3)))
struct SharedStreamTests {
    /// Threads that find little sleep again and again; none may sleep through what comes meanwhile.
    @Test(arguments: TransportUnderTest.allCases)
    func `several threads that receive from one socket get every message of a stream`(
        over transport: TransportUnderTest
    ) async throws {
        let context = Context()
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try await join(pull, push, over: transport)
        let rounds = 300
        for round in 0..<rounds {
            let count = 400
            let received = Guarded(0)
            let receivers = (0..<3).map { _ in
                BlockingCall {
                    while true {
                        let message = try pull.receive(timeout: .seconds(20))
                        if message.text == "end" { return }
                        received.withLock { $0 += 1 }
                    }
                }
            }
            let sender = BlockingCall {
                for number in 0..<count {
                    try push.send("\(round)")
                    // So that they find little each time.
                    ShortRest.take(microseconds: number % 5)
                }
                for _ in 0..<3 { try push.send("end") }
            }
            try await sender.value()
            for receiver in receivers { try await receiver.value() }
            #expect(received.withLock { $0 } == count)
        }
        await context.terminate()
    }
}
