import TestPrograms
import Testing
import ZeroMQ

/// What our sockets make of peers that keep the protocol but not its customs, byte by byte.
@Suite(.timeLimit(.minutes(2)))
struct WireRuleTests {
    let context = Context()

    @Test func `SOCK-18 what a peer sends to a PUSH never reaches the application, and disturbs nothing`()
        async throws
    {
        let ours = try PushSocket(in: context)
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        let peer = try await onThread { try WirePeer(joining: endpoint, as: "PULL") }
        // More than its queue would hold.
        for _ in 0..<3000 { try peer.send(WireBytes.frame("x")) }
        try peer.send(WireBytes.command("PING", [0, 0]))
        let pong = WireBytes.command("PONG", [])
        #expect(try await onThread { try peer.receive(pong.count) } == pong)
        try await ours.send("y")
        #expect(try await onThread { try peer.receive(3) } == WireBytes.frame("y"))
        #expect(ours.statistics.queuedToReceive == 0)
        #expect(ours.statistics.dropped[.malformed] == 3000)
    }

    @Test func `DLR-03 a DEALER tells its identity and makes nothing of those of others`() async throws {
        let ours = try DealerSocket(in: context, options: SocketOptions(routingID: "us"))
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        // Two peers of one name are two peers.
        let peers = try await onThread {
            try (0..<2).map { _ in
                let peer = try WirePeer(connectingTo: endpoint.description)
                try peer.send(WireBytes.greeting(minor: 1) + WireBytes.ready("DEALER", identity: "same"))
                _ = try peer.receive(64)
                let ready = try peer.receive(Int(try peer.receive(2)[1]))
                #expect(ready.contains(Array("Identity".utf8) + [0, 0, 0, 2] + Array("us".utf8)))
                return peer
            }
        }
        for peer in peers { try peer.send(WireBytes.frame("x")) }
        for _ in peers { #expect(try await ours.receive(timeout: Patience.limit).texts == ["x"]) }
        for _ in peers { try await ours.send("y") }
        for peer in peers {
            #expect(try await onThread { try peer.receive(3) } == WireBytes.frame("y"))
        }
    }

    @Test func `META-11, C-146 a peer that takes a name of the reserved kind is given another one`()
        async throws
    {
        let ours = try RouterSocket(in: context)
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        let peer = try await onThread {
            try WirePeer(joining: endpoint, as: "DEALER", identity: "\u{0}abcd")
        }
        try peer.send(WireBytes.frame("x"))
        let name = try #require(try await ours.receive(timeout: Patience.limit).first)
        #expect(name.count == 5)
        #expect(name != "\u{0}abcd")
        try await ours.send([name, "y"])
        #expect(try await onThread { try peer.receive(3) } == WireBytes.frame("y"))
    }

    @Test func `PS-33 only a message that begins with 0 or 1 is a subscription`() async throws {
        let ours = try XPublisherSocket(in: context)
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        let peer = try await onThread { try WirePeer(joining: endpoint, as: "XSUB") }
        for text in ["\u{2}a", "a", "", "\u{1}a"] { try peer.send(WireBytes.frame(text)) }
        var received: [String] = []
        while received.count < 4 { received.append(try await ours.receive(timeout: Patience.limit).text) }
        #expect(received == ["\u{2}a", "a", "", "\u{1}a"])
        #expect(ours.subscriberCount(of: "a") == 1)
        #expect(ours.subscriberCount(of: "\u{2}a") == 0)
        for text in ["b", "ab"] { try await ours.send(Message(text)) }
        #expect(try await onThread { try peer.receive(4) } == WireBytes.frame("ab"))
    }

    @Test func `C-167 what nobody subscribed to never leaves the publisher`() async throws {
        let ours = try PublisherSocket(in: context)
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        let peer = try await onThread { try WirePeer(joining: endpoint, as: "SUB") }
        try peer.send(WireBytes.command("SUBSCRIBE", Array("b".utf8)))
        try await ours.subscribers(of: "b", atLeast: 1, timeout: Patience.limit)
        for number in 0..<500 { try await ours.send(["a", Frame("\(number)")]) }
        try await ours.send(["b", "end"])
        let expected = WireBytes.frame("b", flags: 1) + WireBytes.frame("end")
        #expect(try await onThread { try peer.receive(expected.count) } == expected)
    }

    @Test func `C-006, C-087 text goes out as its length and its bytes, and nothing before the last frame`()
        async throws
    {
        let ours = try PushSocket(in: context)
        let endpoint = try ours.bind("tcp://127.0.0.1:*")
        let peer = try await onThread { try WirePeer(joining: endpoint, as: "PULL") }
        try await ours.send(["HELLO", "again"])
        #expect(
            try await onThread { try peer.receive(14) }
                == [1, 5] + Array("HELLO".utf8) + [0, 5] + Array("again".utf8))
    }
}
