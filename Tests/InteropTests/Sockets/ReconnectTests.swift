import LibZMQ
import TestPrograms
import Testing
import ZeroMQ

/// Peers that come late, go, and come back: libzmq's and ours, bound and connected.
@Suite(.needsLibZMQ, .timeLimit(.minutes(2)))
struct ReconnectTests {
    /// Binds a socket of libzmq where another one of it was bound.
    private func rebind(_ type: ForeignSocketType, _ endpoint: String) async throws -> ForeignSocket {
        let socket = try ForeignSocket(type, in: ForeignContext())
        try await onThread { try socket.bind(again: endpoint) }
        return socket
    }

    @Test(arguments: WireTransport.shared)
    func `C-046 their bound socket restarts`(over transport: WireTransport) async throws {
        let context = Context()
        let ours = try PushSocket(in: context)
        let events = ours.events
        var theirs = try ForeignSocket(.pull, in: ForeignContext())
        let endpoint = try theirs.bind(transport.makeEndpoint())
        try ours.connect(endpoint)
        for round in 0..<3 {
            _ = try await events.handshake()
            try await ours.send("up \(round)", timeout: Patience.limit)
            #expect(try await theirs.nextTexts() == (round == 0 ? ["up 0"] : ["down \(round - 1)"]))
            if round > 0 { #expect(try await theirs.nextTexts() == ["up \(round)"]) }
            theirs.close()
            _ = try await events.disconnection()
            // Queued until the peer is back.
            try await ours.send("down \(round)", timeout: Patience.limit)
            theirs = try await rebind(.pull, endpoint)
        }
        #expect(try await theirs.nextTexts() == ["down 2"])
    }

    @Test(arguments: WireTransport.shared)
    func `C-046 their connected socket restarts`(over transport: WireTransport) async throws {
        let context = Context()
        let ours = try PairSocket(in: context)
        let events = ours.events
        let endpoint = try ours.bind(transport.makeEndpoint()).description
        for round in 0..<3 {
            let theirs = try ForeignSocket(.pair, in: ForeignContext())
            try theirs.connect(endpoint)
            try theirs.send("from them \(round)")
            #expect(try await ours.receive(timeout: Patience.limit).text == "from them \(round)")
            try await ours.send("from us \(round)", timeout: Patience.limit)
            #expect(try await theirs.nextTexts() == ["from us \(round)"])
            theirs.close()
            _ = try await events.disconnection()
        }
    }

    @Test(arguments: WireTransport.shared)
    func `C-046 our bound socket restarts`(over transport: WireTransport) async throws {
        let context = Context()
        let theirs = try ForeignSocket(.push, in: ForeignContext())
        try theirs.setOption(.reconnectInterval, 10)
        let monitor = try ForeignMonitor(theirs)
        var ours = try PullSocket(in: context)
        let endpoint = try ours.bind(transport.makeEndpoint())
        try theirs.connect(endpoint.description)
        for round in 0..<3 {
            try theirs.send("\(round)")
            #expect(try await ours.receive(timeout: Patience.limit).text == "\(round)")
            ours.close()
            let isGone = try await onThread {
                try monitor.first(.disconnected, timeout: Patience.limit) != nil
            }
            #expect(isGone)
            ours = try PullSocket(in: context)
            // The address is free as soon as the socket before is closed.
            try ours.bind(endpoint)
        }
    }

    @Test(arguments: WireTransport.shared)
    func `C-046 our connected socket restarts`(over transport: WireTransport) async throws {
        let context = Context()
        let theirs = try ForeignSocket(.reply, in: ForeignContext())
        let endpoint = try theirs.bind(transport.makeEndpoint())
        for round in 0..<10 {
            let ours = try RequestSocket(in: context)
            try ours.connect(endpoint)
            try await ours.send("\(round)", timeout: Patience.limit)
            #expect(try await theirs.nextTexts() == ["\(round)"])
            try theirs.send("re \(round)")
            #expect(try await ours.receive(timeout: Patience.limit).text == "re \(round)")
            ours.close()
        }
    }

    @Test(arguments: WireTransport.shared)
    func `SOCK-13 our subscriptions are told again to their publisher`(
        over transport: WireTransport
    ) async throws {
        let context = Context()
        let ours = try SubscriberSocket(in: context)
        var theirs = try ForeignSocket(.xPublisher, in: ForeignContext())
        let endpoint = try theirs.bind(transport.makeEndpoint())
        for topic in ["a", "b", "b", "c"] { try ours.subscribe(to: Frame(topic)) }
        try ours.unsubscribe(from: "c")
        let events = ours.events
        try ours.connect(endpoint)
        for round in 0..<3 {
            _ = try await events.handshake()
            let told = [try await theirs.nextTexts(), try await theirs.nextTexts()]
            #expect(Set(told) == [["\u{1}a"], ["\u{1}b"]])
            try theirs.send("b", "\(round)")
            #expect(try await ours.receive(timeout: Patience.limit).texts == ["b", "\(round)"])
            theirs.close()
            _ = try await events.disconnection()
            theirs = try await rebind(.xPublisher, endpoint)
        }
    }

    @Test(arguments: WireTransport.shared)
    func `SOCK-13 their subscriptions are told again to our publisher`(
        over transport: WireTransport
    ) async throws {
        let context = Context()
        let theirs = try ForeignSocket(.subscriber, in: ForeignContext())
        try theirs.setOption(.reconnectInterval, 10)
        try theirs.subscribe(to: "a")
        var ours = try XPublisherSocket(in: context)
        let endpoint = try ours.bind(transport.makeEndpoint())
        try theirs.connect(endpoint.description)
        for round in 0..<3 {
            let current = ours
            try await onThread { try theirs.attend { current.subscriberCount(of: "a") == 1 } }
            #expect(try await ours.receive(timeout: Patience.limit).text == "\u{1}a")
            try await ours.send(["a", "\(round)"])
            #expect(try await theirs.nextTexts() == ["a", "\(round)"])
            ours.close()
            ours = try XPublisherSocket(in: context)
            try ours.bind(endpoint)
        }
    }

    @Test(arguments: [SocketType.push, .dealer, .req, .pair])
    func `C-045 what we send before the peer exists is delivered`(_ type: SocketType) async throws {
        let partner: [SocketType: ForeignSocketType] = [
            .push: .pull, .dealer: .dealer, .req: .reply, .pair: .pair,
        ]
        let context = Context()
        let ours = try Socket(type, in: context)
        let endpoint = WireTransport.ipc.makeEndpoint()
        try ours.connect(endpoint)
        let count = type == .req ? 1 : 500
        for number in 0..<count { try await ours.send("\(number)", timeout: Patience.limit) }
        let theirs = try ForeignSocket(try #require(partner[type]), in: ForeignContext())
        try theirs.bind(endpoint)
        for number in 0..<count { try #require(try await theirs.nextTexts() == ["\(number)"]) }
    }

    @Test(arguments: [ForeignSocketType.push, .dealer, .request, .pair])
    func `C-045 what they send before we exist is delivered`(_ type: ForeignSocketType) async throws {
        let partner: [ForeignSocketType: SocketType] = [
            .push: .pull, .dealer: .dealer, .request: .rep, .pair: .pair,
        ]
        let theirs = try ForeignSocket(type, in: ForeignContext())
        let endpoint = WireTransport.ipc.makeEndpoint()
        try theirs.connect(endpoint)
        let count = type == .request ? 1 : 500
        for number in 0..<count { try theirs.send("\(number)") }
        let ours = try Socket(try #require(partner[type]), in: Context())
        try ours.bind(endpoint)
        for number in 0..<count {
            try #require(try await ours.receive(timeout: Patience.limit).text == "\(number)")
        }
    }

    @Test func `REQ-03 our REQ goes on with their restarted REP`() async throws {
        let context = Context()
        let ours = try RequestSocket(in: context)
        var theirs = try ForeignSocket(.reply, in: ForeignContext())
        let endpoint = try theirs.bind("tcp://127.0.0.1:*")
        try ours.connect(endpoint)
        let events = ours.events
        for round in 0..<3 {
            try await ours.send("\(round)", timeout: Patience.limit)
            #expect(try await theirs.nextTexts() == ["\(round)"])
            try theirs.send("re \(round)")
            #expect(try await ours.receive(timeout: Patience.limit).text == "re \(round)")
            theirs.close()
            _ = try await events.disconnection()
            theirs = try await rebind(.reply, endpoint)
        }
    }
}
