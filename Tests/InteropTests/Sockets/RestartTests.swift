import LibZMQ
import Testing
import ZeroMQ

/// Either socket of every legal pair goes and comes back to the same place, in both roles, over tcp and ipc.
@Suite(.needsLibZMQ, .timeLimit(.minutes(3)))
struct RestartTests {
    private static let options = SocketOptions(reconnect: ReconnectPolicy(interval: .milliseconds(2)))

    private static func configure(_ socket: ForeignSocket) throws {
        try socket.setOption(.reconnectInterval, 2)
        // A name that is known already is that of the peer that restarted.
        if [.router, .reply].contains(socket.type) { try socket.setOption(.routerHandover, 1) }
    }

    @Test(arguments: Pairing.legal)
    func `C-046 messages flow again when their socket restarts`(_ pairing: Pairing) throws {
        var conversation = try Conversation(pairing, options: Self.options, configure: Self.configure)
        try conversation.exchange("before")
        for round in 1...2 {
            try conversation.restartTheirs()
            try conversation.exchange("after \(round)")
        }
    }

    @Test(arguments: Pairing.legal)
    func `C-046 messages flow again when our socket restarts`(_ pairing: Pairing) throws {
        var monitor: ForeignMonitor?
        var conversation = try Conversation(pairing, options: Self.options) { socket in
            monitor = try ForeignMonitor(socket)
            try Self.configure(socket)
        }
        try conversation.exchange("before")
        for round in 1...2 {
            try conversation.restartOurs(try #require(monitor))
            try conversation.exchange("after \(round)")
        }
    }
}
