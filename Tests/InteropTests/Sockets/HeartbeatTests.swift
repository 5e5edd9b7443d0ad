import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// Heartbeats of either side keep an idle connection, and change nothing about messages.
@Suite(.needsLibZMQ, .timeLimit(.minutes(2)))
struct HeartbeatTests {
    /// Long enough that a busy machine is not taken for a dead peer, and that the watched time is longer.
    private static let limit: Duration = .milliseconds(1500)
    private static let watched: Duration = .milliseconds(2500)

    @Test(arguments: WireTransport.shared, [true, false])
    func `HB-02 we answer the heartbeat of libzmq`(over transport: WireTransport, weBind: Bool) async throws {
        let pair = try MixedPair(.pair, .pair, weBind: weBind, over: transport) { socket in
            try socket.setOption(.heartbeatInterval, 50)
            try socket.setOption(.heartbeatTimeout, 1500)
            try socket.setOption(.heartbeatTimeToLive, 1500)
        }
        try await expectNoDisconnection(pair)
    }

    @Test(arguments: WireTransport.shared, [true, false])
    func `HB-02 libzmq answers our heartbeat`(over transport: WireTransport, weBind: Bool) async throws {
        let policy = HeartbeatPolicy(
            interval: .milliseconds(50), timeout: Self.limit, timeToLive: Self.limit)
        let pair = try MixedPair(
            .pair, .pair, weBind: weBind, over: transport, options: SocketOptions(heartbeat: policy))
        try await expectNoDisconnection(pair)
    }

    private func expectNoDisconnection(_ pair: MixedPair) async throws {
        let events = pair.ours.events
        let monitor = try ForeignMonitor(pair.theirs)
        try await onThread { try pair.wait { !$0.peers.isEmpty } }
        let end = await events.first(within: Self.watched) { event in
            if case .disconnected(_, let reason) = event { reason } else { nil }
        }
        #expect(end == nil)
        #expect(try monitor.first(.disconnected, timeout: .zero) == nil)
        try await pair.ours.send("still there", timeout: Patience.limit)
        #expect(try await pair.theirs.nextTexts() == ["still there"])
        try pair.theirs.send("here too")
        #expect(try await pair.ours.receive(timeout: Patience.limit).text == "here too")
    }
}
