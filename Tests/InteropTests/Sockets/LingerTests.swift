import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// What was sent before a socket is closed still reaches a peer of libzmq.
@Suite(.needsLibZMQ, .timeLimit(.minutes(2)))
struct LingerTests {
    /// How our side ends right after its last send.
    enum Ending: CaseIterable {
        case close
        case terminate
        case release
    }

    private static let count = 1000

    private func text(_ number: Int, _ size: Int) -> [UInt8] {
        let digits = Array(String(number).utf8)
        return digits + [UInt8](repeating: 32, count: max(0, size - digits.count))
    }

    private func expectAll(_ theirs: ForeignSocket, _ size: Int) async throws {
        for number in 0..<Self.count {
            try #require(try await theirs.nextMessage() == [text(number, size)])
        }
    }

    /// Sends everything over a socket that is gone when this returns.
    private func sendAll(
        _ size: Int, _ ending: Ending, weBind: Bool, over transport: WireTransport
    ) async throws -> (ForeignSocket, Context) {
        let pair = try MixedPair(.push, .pull, weBind: weBind, over: transport)
        for number in 0..<Self.count {
            try await pair.ours.send(Message(text(number, size)), timeout: Patience.limit)
        }
        switch ending {
        case .close: pair.ours.close()
        case .terminate: #expect(await pair.context.terminate() == 0)
        case .release: break
        }
        return (pair.theirs, pair.context)
    }

    @Test(arguments: Ending.allCases, WireTransport.shared)
    func `C-045 messages outlive the socket that connected`(
        _ ending: Ending, over transport: WireTransport
    ) async throws {
        for size in [10, 5000] {
            let (theirs, context) = try await sendAll(size, ending, weBind: false, over: transport)
            try await expectAll(theirs, size)
            #expect(await context.terminate() == 0)
        }
    }

    @Test(arguments: Ending.allCases, WireTransport.shared)
    func `C-045 messages outlive the socket that bound`(
        _ ending: Ending, over transport: WireTransport
    ) async throws {
        for size in [10, 5000] {
            let (theirs, context) = try await sendAll(size, ending, weBind: true, over: transport)
            try await expectAll(theirs, size)
            #expect(await context.terminate() == 0)
        }
    }

    @Test func `C-045 messages outlive a socket whose peer is not there yet`() async throws {
        let endpoint = WireTransport.ipc.makeEndpoint()
        let context = Context()
        let ours = try Socket(.push, in: context, options: SocketOptions(linger: .upTo(Patience.limit)))
        try ours.connect(endpoint)
        for number in 0..<Self.count { try await ours.send(Message(text(number, 10))) }
        ours.close()
        let theirs = try ForeignSocket(.pull, in: ForeignContext())
        try theirs.bind(endpoint)
        try await expectAll(theirs, 10)
        #expect(await context.terminate() == 0)
    }

    /// A connection that is closed while something received was not read is reset by the system, and a reset
    /// takes from the peer what it has not read yet.
    @Test(arguments: WireTransport.shared, [true, false])
    func `C-045 messages arrive also when ours were not all received`(
        over transport: WireTransport, weBind: Bool
    ) async throws {
        let options = SocketOptions(receiveHighWaterMark: 1)
        let pair = try MixedPair(.pair, .pair, weBind: weBind, over: transport, options: options)
        let large = [UInt8](repeating: 1, count: 300_000)
        for _ in 0..<8 { try pair.theirs.send([large]) }
        for number in 0..<Self.count {
            try await pair.ours.send(Message(text(number, 1000)), timeout: Patience.limit)
        }
        pair.ours.close()
        try await expectAll(pair.theirs, 1000)
        #expect(await pair.context.terminate() == 0)
    }

    @Test func `C-045 nothing is sent after closing without lingering`() async throws {
        let endpoint = WireTransport.ipc.makeEndpoint()
        let context = Context()
        let ours = try Socket(.push, in: context, options: SocketOptions(linger: Linger.none))
        try ours.connect(endpoint)
        for number in 0..<10 { try await ours.send(Message(text(number, 10))) }
        ours.close()
        #expect(await context.terminate() == 10)
        let theirs = try ForeignSocket(.pull, in: ForeignContext())
        try theirs.bind(endpoint)
        #expect(try await theirs.staysSilent())
    }

    @Test(arguments: WireTransport.shared, [true, false])
    func `C-045 what they sent before closing reaches us`(
        over transport: WireTransport, weBind: Bool
    ) async throws {
        let pair = try MixedPair(.pull, .push, weBind: weBind, over: transport)
        try await onThread {
            for number in 0..<Self.count { try pair.theirs.send([text(number, 5000)]) }
            pair.theirs.close(linger: Patience.limit)
        }
        for number in 0..<Self.count {
            let message = try await pair.ours.receive(timeout: Patience.limit)
            try #require(message.bytes == text(number, 5000))
        }
    }
}
