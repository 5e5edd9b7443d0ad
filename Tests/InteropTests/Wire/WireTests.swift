import TestPrograms
import Testing
import ZeroMQ

/// Peers that libzmq cannot play, byte by byte over tcp: older versions, slow ones, broken ones.
@Suite(.timeLimit(.minutes(2)))
struct WireTests {
    @Test func `ZMTP-14 a ZMTP 3_0 peer subscribes with messages`() throws {
        let ours = try XPublisherSocket(in: Context())
        let peer = try WirePeer(joining: ours.bind("tcp://127.0.0.1:*"), as: "SUB", minor: 0)
        try peer.send(WireBytes.frame("\u{1}a"))
        #expect(try ours.receive(timeout: Patience.limit).text == "\u{1}a")
        #expect(ours.peers.first?.info.zmtpVersion == .init(major: 3, minor: 0))
        for text in ["b", "ab"] { try ours.send([Frame(text), "x"]) }
        #expect(try peer.receive(7) == WireBytes.frame("ab", flags: 1) + WireBytes.frame("x"))
        try peer.send(WireBytes.frame("\u{0}a"))
        #expect(try ours.receive(timeout: Patience.limit).text == "\u{0}a")
    }

    @Test(arguments: [0, 1] as [UInt8])
    func `PS-30 PS-31 a publisher is told topics in the form of its version`(minor: UInt8) throws {
        let ours = try SubscriberSocket(in: Context())
        let listener = try WireListener()
        try ours.subscribe(to: "a")
        try ours.connect(listener.endpoint)
        let peer = try listener.accept()
        try peer.greet(as: "PUB", minor: minor)
        func form(_ command: String, _ first: String) -> [UInt8] {
            minor == 0 ? WireBytes.frame(first + "a") : WireBytes.command(command, Array("a".utf8))
        }
        let subscription = form("SUBSCRIBE", "\u{1}")
        #expect(try peer.receive(subscription.count) == subscription)
        try ours.unsubscribe(from: "a")
        let cancellation = form("CANCEL", "\u{0}")
        #expect(try peer.receive(cancellation.count) == cancellation)
    }

    @Test func `V2-01 a ZMTP 2_0 DEALER talks to our ROUTER`() throws {
        let ours = try RouterSocket(in: Context())
        let endpoint = try ours.bind("tcp://127.0.0.1:*").description
        let peer = try WirePeer(connectingTo: endpoint)
        try peer.send(WireBytes.signature)
        #expect(try peer.receive(11) == WireBytes.signature + [3])
        try peer.send([1, 5] + WireBytes.frame("me"))
        // Our type and our empty identity (V2-07).
        #expect(try peer.receive(3) == [6, 0, 0])
        try peer.send(WireBytes.frame("a", flags: 1) + WireBytes.frame("b"))
        #expect(try ours.receive(timeout: Patience.limit).texts == ["me", "a", "b"])
        try ours.send(["me", "", "c"])
        #expect(try peer.receive(5) == WireBytes.frame("", flags: 1) + WireBytes.frame("c"))
    }

    @Test func `V1-01 a ZMTP 1_0 PUSH is served only when allowed`() throws {
        for isAllowed in [true, false] {
            let options = SocketOptions(allowsZMTP1: isAllowed)
            let ours = try PullSocket(in: Context(), options: options)
            let peer = try WirePeer(connectingTo: try ours.bind("tcp://127.0.0.1:*").description)
            // An empty identity, then "hi" in two frames.
            try peer.send([1, 0, 2, 1, UInt8(ascii: "h"), 2, 0, UInt8(ascii: "i")])
            if isAllowed {
                #expect(try ours.receive(timeout: Patience.limit).texts == ["h", "i"])
            } else {
                try peer.receiveRest()
                #expect(try ours.tryReceive() == nil)
            }
        }
    }

    @Test func `ZMTP-16 a peer that writes single bytes is understood`() throws {
        let ours = try PullSocket(in: Context())
        let peer = try WirePeer(connectingTo: try ours.bind("tcp://127.0.0.1:*").description)
        let long: [UInt8] = [2, 0, 0, 0, 0, 0, 0, 0, 3] + Array("abc".utf8)
        let all =
            WireBytes.greeting(minor: 1) + WireBytes.ready("PUSH") + WireBytes.frame("x", flags: 1)
            + WireBytes.command("PING", [0, 0]) + long + WireBytes.frame("last")
        for byte in all { try peer.send([byte]) }
        #expect(try ours.receive(timeout: Patience.limit).texts == ["x", "abc"])
        #expect(try ours.receive(timeout: Patience.limit).text == "last")
    }

    @Test func `ZMTP-27 the part of a message that came before the end is not delivered`() throws {
        let ours = try PullSocket(in: Context())
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        for round in 0..<2 {
            let peer = try WirePeer(joining: endpoint, as: "PUSH")
            try peer.send(WireBytes.frame("whole \(round)") + WireBytes.frame("half", flags: 1) + [0, 9, 1])
            #expect(try ours.receive(timeout: Patience.limit).texts == ["whole \(round)"])
        }
        let peer = try WirePeer(joining: endpoint, as: "PUSH")
        try peer.send(WireBytes.frame("end"))
        #expect(try ours.receive(timeout: Patience.limit).texts == ["end"])
    }

    @Test func `SOCK-05 a message that was cut is sent again from its start`() throws {
        let context = Context()
        let ours = try PushSocket(in: context)
        let listener = try WireListener()
        try ours.connect(listener.endpoint)
        let large = [UInt8](repeating: 7, count: 8_000_000)
        try ours.send(["first"])
        try ours.send([Frame(large), "tail"])
        do {
            let first = try listener.accept()
            try first.greet(as: "PULL")
            #expect(try first.receive(7) == WireBytes.frame("first"))
            _ = try first.receive(1_000_000)
        }
        // The first connection is closed; what it had of the message is void.
        let peer = try listener.accept()
        try peer.greet(as: "PULL")
        #expect(try peer.receive(9) == [3, 0, 0, 0, 0, 0, 0x7A, 0x12, 0x00])
        #expect(try peer.receive(large.count) == large)
        #expect(try peer.receive(6) == WireBytes.frame("tail"))
    }

    @Test func `HB-02 a PING is answered with its context`() throws {
        let ours = try PullSocket(in: Context())
        let peer = try WirePeer(joining: ours.bind("tcp://127.0.0.1:*"), as: "PUSH")
        try peer.send(WireBytes.command("PING", [0, 0] + Array("context".utf8)))
        let pong = WireBytes.command("PONG", Array("context".utf8))
        #expect(try peer.receive(pong.count) == pong)
    }

    @Test func `HB-09 a peer that does not answer is given up`() async throws {
        let policy = HeartbeatPolicy(interval: .milliseconds(20), timeout: .milliseconds(100))
        let ours = try PullSocket(in: Context(), options: SocketOptions(heartbeat: policy))
        let events = ours.events
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        let peer = try await onThread { try WirePeer(joining: endpoint, as: "PUSH") }
        #expect(try await events.disconnection() == .heartbeatTimedOut)
        _ = peer
    }

    @Test func `TYPE-02 a peer of a wrong type is told so`() async throws {
        let ours = try PublisherSocket(in: Context())
        let events = ours.events
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        let answer = try await onThread {
            let peer = try WirePeer(connectingTo: endpoint.description)
            try peer.send(WireBytes.greeting(minor: 1) + WireBytes.ready("PUSH"))
            return try peer.receiveRest()
        }
        let error = answer.dropFirst(64)
        #expect(error.first == 4 && Array(error.dropFirst(2).prefix(6)) == [5] + Array("ERROR".utf8))
        #expect(
            try await events.handshakeFailure() == .incompatibleSocketTypes(ours: "PUB", theirs: "PUSH"))
    }

    @Test func `ZMTP-15 something else that knocks does not disturb`() async throws {
        let ours = try PullSocket(in: Context())
        let events = ours.events
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        let knocks: [[UInt8]] = [
            Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8), [UInt8](repeating: 0, count: 64),
            [UInt8](repeating: 0xFF, count: 200),
            WireBytes.greeting(minor: 1) + [UInt8](repeating: 0xFF, count: 200),
        ]
        for knock in knocks {
            _ = try await onThread {
                let stranger = try WirePeer(connectingTo: endpoint.description)
                try stranger.send(knock)
                return try stranger.receiveRest()
            }
            let failure = try await events.handshakeFailure()
            if case .notZMTP(let firstBytes) = failure { #expect(knock.starts(with: firstBytes)) }
        }
        let peer = try await onThread { try WirePeer(joining: endpoint, as: "PUSH") }
        try peer.send(WireBytes.frame("hello"))
        #expect(try await ours.receive(timeout: Patience.limit).text == "hello")
    }

    @Test func `SOCK-09 a peer that says nothing is given up`() async throws {
        let options = SocketOptions(handshakeTimeout: .milliseconds(50))
        let ours = try PullSocket(in: Context(), options: options)
        let events = ours.events
        let peer = try WirePeer(connectingTo: try ours.bind("tcp://127.0.0.1:*").description)
        #expect(try await events.handshakeFailure() == .timedOut)
        try await onThread { _ = try peer.receiveRest() }
    }
}
