import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct MonitoringTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.networks)
    func `C-052 the events of a connection come in order`(over transport: TransportUnderTest) async throws {
        let pull = try PullSocket(in: context)
        // Two attempts, and then none for longer than any test takes.
        let push = try PushSocket(
            in: context,
            options: SocketOptions(
                reconnect: ReconnectPolicy(interval: .milliseconds(5), maximumInterval: .seconds(100_000))))
        let bound = pull.events
        let connecting = push.events
        let told = Shared<[SocketEvent]>([])
        let listening = Task { for await event in connecting { told.change { $0.append(event) } } }
        let endpoint = try pull.bind(transport.anyEndpoint)
        try await push.connect(endpoint).ready(timeout: patience)
        try await pull.hasPeers(1)
        pull.close()
        try await push.hasPeers(0)
        try await eventually("it tries again") { told.value.count { $0.name == "connecting" } >= 2 }
        push.close()
        try await within { await listening.value }
        let ours = told.value
        let theirs = try await within { await bound.reduce(into: [SocketEvent]()) { $0.append($1) } }
        #expect(
            theirs.map(\.name)
                == ["listening", "accepted", "handshakeSucceeded", "disconnected", "closed", "stopped"])
        let names = ours.map(\.name)
        #expect(
            names.starts(with: [
                "connecting", "connected", "handshakeSucceeded", "disconnected", "connectRetried",
                "connecting",
            ]))
        #expect(names.suffix(2) == ["closed", "stopped"])
        guard case .handshakeSucceeded(let info) = ours[2], case .disconnected(_, let reason) = ours[3] else {
            return
        }
        #expect(info.socketType == "PULL")
        #expect(info.endpoint == endpoint)
        #expect(info.zmtpVersion == PeerInfo.ProtocolVersion(major: 3, minor: 1))
        #expect(info.mechanism == "NULL")
        #expect(reason == .closedByPeer)
        if case .disconnected(_, let reason) = theirs[3] { #expect(reason == .closedLocally) }
    }

    @Test func `C-051, C-052 unbinding and disconnecting are events`() async throws {
        let pull = try PullSocket(in: context)
        let events = pull.events
        let endpoint = try pull.bind("tcp://127.0.0.1:*")
        try pull.unbind(endpoint)
        try pull.connect(endpoint)
        try pull.disconnect(endpoint)
        let push = try PushSocket(in: context)
        _ = push
        pull.close()
        let closed = try await within {
            await events.reduce(into: [Endpoint]()) {
                if case .closed(let endpoint) = $1 { $0.append(endpoint) }
            }
        }
        #expect(closed == [endpoint, endpoint])
    }

    @Test func `C-054 a refused handshake is an event on both sides, with the types`() async throws {
        let pull = try PullSocket(in: context)
        let publisher = try PublisherSocket(in: context)
        let bound = pull.events
        let connecting = publisher.events
        try publisher.connect(try pull.bind("tcp://127.0.0.1:*"))
        for (events, ours, theirs) in [(bound, "PULL", "PUB"), (connecting, "PUB", "PULL")] {
            let failure = try await within {
                for await case .handshakeFailed(_, _, let failure) in events { return failure }
                throw NeverHappened("the handshake fails")
            }
            switch failure {
            case .incompatibleSocketTypes(let first, let second): #expect([first, second] == [ours, theirs])
            // Whoever is told so first may have no time to see it itself.
            case .refusedByPeer, .connectionLost: break
            default: Issue.record("\(failure)")
            }
        }
    }

    @Test func `a slow listener is told how many events it missed, and where`() async throws {
        let pull = try PullSocket(in: context)
        let events = pull.events
        for _ in 0..<300 {
            let endpoint = try pull.bind("inproc://\(UniqueName.make())")
            try pull.unbind(endpoint)
        }
        var iterator = events.makeAsyncIterator()
        for _ in 0..<256 {
            let name = await iterator.next()?.name
            #expect(name == "listening" || name == "closed")
        }
        let endpoint = try pull.bind("inproc://\(UniqueName.make())")
        #expect(await iterator.next() == .missed(count: 344))
        #expect(await iterator.next() == .listening(endpoint))
    }

    @Test func `a listener who is too slow for everything learns of the end all the same`() async throws {
        let pull = try PullSocket(in: context)
        let events = pull.events
        for _ in 0..<300 {
            let endpoint = try pull.bind("inproc://\(UniqueName.make())")
            try pull.unbind(endpoint)
        }
        pull.close()
        let all = try await within { await events.reduce(into: [SocketEvent]()) { $0.append($1) } }
        #expect(all.suffix(2) == [.missed(count: 344), .monitoringStopped])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `peers come and go`(over transport: TransportUnderTest) async throws {
        let router = try RouterSocket(in: context)
        let endpoint = try router.bind(transport.anyEndpoint)
        let events = router.peerEvents
        let dealer = try DealerSocket(
            in: context, options: SocketOptions(routingID: "A", metadata: ["X-Color": "blue"]))
        try await join(dealer, to: endpoint, of: router)
        let peer = try #require(router.peers.first)
        #expect(peer.info.socketType == "DEALER")
        #expect(peer.info.routingID == "A")
        #expect(peer.info.property("x-color") == "blue")
        #expect(peer.info.endpoint == endpoint)
        try await dealer.send("x")
        #expect(try await router.next().peer === peer)
        dealer.close()
        try await router.hasPeers(0)
        router.close()
        let all = try await within { await events.reduce(into: [PeerEvent]()) { $0.append($1) } }
        #expect(all.first == .joined(peer))
        #expect(all.dropFirst().first == .left(peer, .closedByPeer))
        #expect(all.count == 2)
    }

    @Test(arguments: TransportUnderTest.networks)
    func `SOCK-17 a message tells the address of its sender`(over transport: TransportUnderTest) async throws
    {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try await join(pull, push, over: transport)
        try await push.send("x")
        let peer = try #require(try await pull.next().peer)
        if transport == .tcp { #expect(peer.info.address.hasPrefix("127.0.0.1:")) }
        #expect(peer.info.userID == nil)
        #expect(push.peers.first?.info.endpoint == pull.peers.first?.info.endpoint)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `a peer can be sent away`(over transport: TransportUnderTest) async throws {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context, options: SocketOptions(reconnect: .never))
        try await join(pull, push, over: transport)
        let events = pull.peerEvents
        let peer = try #require(pull.peers.first)
        pull.disconnect(peer, reason: "enough")
        try await push.hasPeers(0)
        try await pull.hasPeers(0)
        var iterator = events.makeAsyncIterator()
        #expect(await iterator.next() == .left(peer, .kicked(reason: "enough")))
    }

    @Test func `a peer that we connected to and sent away is not connected to again`() async throws {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(
            in: context,
            options: SocketOptions(
                reconnect: ReconnectPolicy(interval: .milliseconds(1), afterProtocolErrors: true)))
        let endpoint = try pull.bind("tcp://127.0.0.1:*")
        let connection = try push.connect(endpoint)
        try await connection.ready(timeout: patience)
        let peer = try #require(push.peers.first)
        push.disconnect(peer)
        let code = await errorCode { while true { try await connection.ready(timeout: patience) } }
        #expect(code == .connectionLost)
        try await pull.hasPeers(0)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `the endpoint of a peer that we sent away is forgotten`(over transport: TransportUnderTest)
        async throws
    {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        let connection = try push.connect(try pull.bind(transport.anyEndpoint))
        try await connection.ready(timeout: patience)
        push.disconnect(try #require(push.peers.first))
        let code = await errorCode { while true { try await connection.ready(timeout: patience) } }
        #expect(code == .connectionLost)
        #expect(zmqError { try connection.disconnect() }?.code == .noSuchEndpoint)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `messages and bytes are counted`(over transport: TransportUnderTest) async throws {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try await join(pull, push, over: transport)
        for _ in 0..<10 { try await push.send(["12345", "", "678"]) }
        #expect(push.statistics.messagesSent == 10)
        #expect(push.statistics.bytesSent == 80)
        try await eventually("all have arrived") { pull.statistics.queuedToReceive == 10 }
        for _ in 0..<10 { _ = try await pull.next() }
        #expect(pull.statistics.messagesReceived == 10)
        #expect(pull.statistics.bytesReceived == 80)
        #expect(pull.statistics.queuedToReceive <= 10)
        #expect(push.statistics.dropped.total == 0)
        #expect(pull.statistics.dropped.total == 0)
    }

    @Test func `waiting for a connection that comes and goes`() async throws {
        let push = try PushSocket(
            in: context, options: SocketOptions(reconnect: ReconnectPolicy(interval: .milliseconds(2))))
        let endpoint = TransportUnderTest.tcp.agreedEndpoint
        let connection = try push.connect(endpoint)
        #expect(await errorCode { try await connection.ready(timeout: .milliseconds(10)) } == .timedOut)
        let waiting = Task { try await onThread { try connection.ready(timeout: patience) } }
        let cancelled = Task { try await connection.ready() }
        try await connection.hasWaiters(2)
        cancelled.cancel()
        #expect(await errorCode { try await cancelled.value } == .cancelled)
        for _ in 0..<3 {
            let pull = try PullSocket(in: context)
            try pull.bind(endpoint)
            try await connection.ready(timeout: patience)
            #expect(connection.isReady)
            try await within { try await waiting.value }
            pull.close()
            try await eventually("it is lost") { !connection.isReady }
        }
    }
}

extension SocketEvent {
    /// The name of the case, short.
    fileprivate var name: String {
        switch self {
        case .connecting: "connecting"
        case .connected: "connected"
        case .connectRetried: "connectRetried"
        case .resolveFailed: "resolveFailed"
        case .listening: "listening"
        case .bindFailed: "bindFailed"
        case .accepted: "accepted"
        case .acceptFailed: "acceptFailed"
        case .handshakeSucceeded: "handshakeSucceeded"
        case .handshakeFailed: "handshakeFailed"
        case .disconnected: "disconnected"
        case .identityCollision: "identityCollision"
        case .closed: "closed"
        case .missed: "missed"
        case .monitoringStopped: "stopped"
        }
    }
}
