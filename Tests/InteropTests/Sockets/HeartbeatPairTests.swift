import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// Heartbeats of both sides between every legal pair of socket types, in both roles, over tcp and ipc. A relay in
/// between sees them.
@Suite(.needsLibZMQ, .timeLimit(.minutes(3)))
struct HeartbeatPairTests {
    private static func options(timeout: Duration) -> SocketOptions {
        SocketOptions(
            heartbeat: HeartbeatPolicy(interval: .milliseconds(5), timeout: timeout), reconnect: .never)
    }

    private static func configure(_ socket: ForeignSocket, timeout: Int32) throws {
        try socket.setOption(.heartbeatInterval, 5)
        try socket.setOption(.heartbeatTimeout, timeout)
        try socket.setOption(.reconnectInterval, -1)
    }

    @Test(arguments: Pairing.legal)
    func `HB-02 each side answers the other's heartbeat, and messages pass`(_ pairing: Pairing) throws {
        var relay: WireRelay?
        let conversation = try Conversation(pairing, options: Self.options(timeout: Patience.limit)) {
            socket in
            try Self.configure(socket, timeout: 20_000)
        } route: { endpoint in
            let made = try WireRelay(before: endpoint, over: pairing.transport)
            relay = made
            return made.endpoint
        }
        try conversation.exchange("first")
        let seen = try #require(relay)
        try waiting(for: "PING and PONG from each side") {
            WireRelay.Side.allCases.allSatisfy { side in
                seen.count(of: "PING", from: side) >= 3 && seen.count(of: "PONG", from: side) >= 2
            }
        }
        try conversation.exchange("second")
        #expect(conversation.pair.ours.peers.count == 1)
    }

    @Test(arguments: Pairing.legal)
    func `HB-09 each side gives up a peer that froze`(_ pairing: Pairing) async throws {
        var relay: WireRelay?
        var monitor: ForeignMonitor?
        let pair = try MixedPair(pairing, options: Self.options(timeout: .milliseconds(200))) { socket in
            monitor = try ForeignMonitor(socket)
            try Self.configure(socket, timeout: 200)
        } route: { endpoint in
            let made = try WireRelay(before: endpoint, over: pairing.transport)
            relay = made
            return made.endpoint
        }
        let events = pair.ours.events
        let (seen, theirEvents) = (try #require(relay), try #require(monitor))
        try await eventually("a PING from each side") {
            WireRelay.Side.allCases.allSatisfy { seen.count(of: "PING", from: $0) > 0 }
        }
        seen.freeze()
        #expect(try await events.disconnection() == .heartbeatTimedOut)
        let theirEnd = try await onThread { try theirEvents.first(.disconnected, timeout: Patience.limit) }
        #expect(theirEnd != nil)
        withExtendedLifetime(pair) {}
    }
}
