import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// Socket types that must not talk to each other.
@Suite(.needsLibZMQ, .timeLimit(.minutes(3)))
struct WrongTypeTests {
    @Test(arguments: Pairing.illegal)
    func `TYPE-01 wrong types refuse each other and exchange nothing`(_ pairing: Pairing) async throws {
        let context = Context()
        let ours = try Socket(pairing.ours, in: context)
        let events = ours.events
        let theirs = try ForeignSocket(try pairing.theirs.foreign(), in: ForeignContext())
        try theirs.setOption(.reconnectInterval, 10)
        if pairing.theirs == .sub { try theirs.subscribe() }
        if pairing.ours == .sub { try ours.subscribe(to: "") }
        if pairing.weBind {
            try theirs.connect(try ours.bind("tcp://127.0.0.1:*").description)
        } else {
            try ours.connect(try theirs.bind("tcp://127.0.0.1:*"))
        }
        // What each of them has to say is queued, waits or is dropped: never is it received.
        if pairing.ours.canSend, pairing.ours != .rep { _ = try ours.trySend("ours") }
        if pairing.theirs.canSend, pairing.theirs != .rep {
            try? theirs.send("theirs", timeout: .zero)
        }
        switch try await events.handshakeFailure() {
        case .incompatibleSocketTypes(let our, let their):
            #expect([our, their] == [pairing.ours.name, pairing.theirs.name])
        case .connectionLost:
            // libzmq has seen our type first and closed before it told its own.
            break
        case let other:
            Issue.record("\(other)")
        }
        #expect(ours.peers.isEmpty)
        if pairing.ours.canReceive, pairing.ours != .req { #expect(try ours.tryReceive() == nil) }
        if pairing.theirs.canReceive, pairing.theirs != .req {
            #expect(try theirs.receive(timeout: .milliseconds(5)) == nil)
        }
    }

    @Test func `TYPE-03 a PUB goes on after a PUSH has knocked`() async throws {
        let context = Context()
        let ours = try PublisherSocket(in: context)
        let events = ours.events
        let endpoint = try ours.bind("tcp://127.0.0.1:*").description
        let foreignContext = try ForeignContext()
        let pusher = try ForeignSocket(.push, in: foreignContext)
        let monitor = try ForeignMonitor(pusher)
        try pusher.connect(endpoint)
        _ = try await events.handshakeFailure()
        // Told why, it does not come back.
        let retries = try await onThread {
            (
                try monitor.first(.disconnected, timeout: Patience.limit) == nil,
                try monitor.first(.connectRetried, timeout: Patience.watch) != nil
            )
        }
        #expect(retries == (false, false))
        let subscriber = try ForeignSocket(.subscriber, in: foreignContext)
        try subscriber.subscribe(to: "a")
        try subscriber.connect(endpoint)
        try await ours.subscribers(of: "a", atLeast: 1, timeout: Patience.limit)
        try await ours.send("a")
        #expect(try await subscriber.nextTexts() == ["a"])
        #expect(ours.peers.map(\.info.socketType) == ["SUB"])
    }
}
