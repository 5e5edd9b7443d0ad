import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// Sizes and queues at their limits.
@Suite(.needsLibZMQ, .timeLimit(.minutes(3)))
struct LimitTests {
    @Test(arguments: [true, false])
    func `ZMTP-33 we close at a frame above our limit`(weBind: Bool) async throws {
        let pair = try MixedPair(
            .pull, .push, weBind: weBind, options: SocketOptions(maximumMessageBytes: 1000))
        let events = pair.ours.events
        // The limit is for each frame.
        try pair.theirs.send([[UInt8](repeating: 1, count: 1000), [UInt8](repeating: 2, count: 1000)])
        #expect(try await pair.ours.receive(timeout: Patience.limit).map(\.count) == [1000, 1000])
        try pair.theirs.send([[UInt8](repeating: 1, count: 1001)])
        #expect(try await events.disconnection() == .messageTooLong(bytes: 1001))
        #expect(try pair.ours.tryReceive() == nil)
    }

    @Test(arguments: [true, false])
    func `ZMTP-33 they close at a frame above their limit`(weBind: Bool) async throws {
        let pair = try MixedPair(.push, .pull, weBind: weBind) { socket in
            try socket.setOption(.maximumMessageSize, wide: 1000)
        }
        let events = pair.ours.events
        try await pair.ours.send(Message([UInt8](repeating: 1, count: 1000)), timeout: Patience.limit)
        #expect(try await pair.theirs.nextMessage().map(\.count) == [1000])
        try await pair.ours.send(Message([UInt8](repeating: 1, count: 1001)), timeout: Patience.limit)
        switch try await events.disconnection() {
        case .closedByPeer, .connectionLost: break
        case let other: Issue.record("\(other)")
        }
        #expect(try await pair.theirs.staysSilent())
    }

    /// A number, and enough behind it that the buffers of the system are soon full.
    private func message(_ number: Int) -> [UInt8] {
        Array(String(number).utf8) + [UInt8](repeating: 32, count: 100_000)
    }

    /// So many messages fit into the queues of both sides, as soon as they have moved on; after that a while without
    /// room is the end.
    private static func patience(after sent: Int) -> Duration {
        sent < 20 ? Patience.limit : Patience.watch
    }

    @Test(arguments: WireTransport.shared)
    func `SOCK-06 their PUSH waits for our stalled PULL, and nothing is lost`(
        over transport: WireTransport
    ) async throws {
        let options = SocketOptions(receiveHighWaterMark: 10)
        let pair = try MixedPair(.pull, .push, over: transport, options: options) { socket in
            try socket.setOption(.sendHighWaterMark, 10)
        }
        let sent = try await onThread {
            var sent = 0
            while sent < 5000 {
                do {
                    try pair.theirs.send([message(sent)], timeout: Self.patience(after: sent))
                } catch {
                    guard (error as? ForeignError)?.isTimeout == true else { throw error }
                    return sent
                }
                sent += 1
            }
            return sent
        }
        #expect((20..<1000).contains(sent), "stopped after \(sent) messages")
        for number in 0..<sent {
            let received = try await pair.ours.receive(timeout: Patience.limit)
            try #require(received.bytes == message(number))
        }
        try pair.theirs.send("goes on", timeout: Patience.limit)
        #expect(try await pair.ours.receive(timeout: Patience.limit).text == "goes on")
    }

    @Test(arguments: WireTransport.shared)
    func `SOCK-06 our PUSH waits for their stalled PULL, and nothing is lost`(
        over transport: WireTransport
    ) async throws {
        let options = SocketOptions(sendHighWaterMark: 10)
        let pair = try MixedPair(.push, .pull, over: transport, options: options) { socket in
            try socket.setOption(.receiveHighWaterMark, 10)
        }
        try await pair.ours.send(Message(message(0)), timeout: Patience.limit)
        var sent = 1
        do throws(ZMQError) {
            while sent < 5000 {
                try await pair.ours.send(Message(message(sent)), timeout: Self.patience(after: sent))
                sent += 1
            }
        } catch {
            #expect(error.code == .timedOut)
        }
        #expect((20..<1000).contains(sent), "stopped after \(sent) messages")
        for number in 0..<sent {
            try #require(try await pair.theirs.nextMessage() == [message(number)])
        }
        try await pair.ours.send("goes on", timeout: Patience.limit)
        #expect(try await pair.theirs.nextTexts() == ["goes on"])
    }
}
