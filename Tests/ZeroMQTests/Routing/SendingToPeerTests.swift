import Testing
import ZeroMQ

/// Sending to a peer by what a message of its says of it, in all forms.
@Suite(.timeLimit(.minutes(1)))
struct SendingToPeerTests {
    let context = Context()

    /// A mandatory ROUTER with room for four messages to a DEALER, and what it knows of that.
    private func pair() async throws -> (router: RouterSocket, dealer: DealerSocket, peer: Peer) {
        let router = try RouterSocket(
            in: context,
            options: SocketOptions(sendHighWaterMark: 2, router: RouterOptions(mandatory: true)))
        let dealer = try DealerSocket(in: context, options: SocketOptions(receiveHighWaterMark: 2))
        try await join(router, dealer, over: .inproc)
        try await dealer.send("hello")
        let peer = try #require(try await router.next().peer)
        return (router, dealer, peer)
    }

    @Test func `every form sends, behind the peer's routing id`() async throws {
        let (router, dealer, peer) = try await pair()
        try await router.send(["", "1"], to: peer)
        try await router.send(["", "2"], to: peer, timeout: patience)
        #expect(try router.trySend(["", "3"], to: peer))
        try await onThread { try router.send(["", "4"], to: peer) }
        _ = try await dealer.next()
        try await onThread { try router.send(["", "5"], to: peer, timeout: patience) }
        for number in 2...5 { #expect(try await dealer.nextTexts() == ["", "\(number)"]) }
    }

    @Test func `without room one form says so, and the others wait no longer than they are told`()
        async throws
    {
        let (router, dealer, peer) = try await pair()
        for _ in 0..<4 { #expect(try router.trySend("x", to: peer)) }
        #expect(try !router.trySend("x", to: peer))
        #expect(await errorCode { try await router.send("x", to: peer, timeout: .zero) } == .timedOut)
        #expect(
            await errorCode { try await onThread { try router.send("x", to: peer, timeout: .zero) } }
                == .timedOut)
        let waiting = Task { try await router.send("last", to: peer, timeout: patience) }
        for _ in 0..<4 { #expect(try await dealer.next().text == "x") }
        try await waiting.value
        #expect(try await dealer.next().text == "last")
    }

    @Test func `to a peer that has gone every form throws`() async throws {
        let (router, dealer, peer) = try await pair()
        dealer.close()
        try await router.hasPeers(0)
        #expect(await errorCode { try await router.send("x", to: peer) } == .unroutable)
        #expect(await errorCode { try await router.send("x", to: peer, timeout: patience) } == .unroutable)
        #expect(zmqError { _ = try router.trySend("x", to: peer) }?.code == .unroutable)
        #expect(await errorCode { try await onThread { try router.send("x", to: peer) } } == .unroutable)
        #expect(
            await errorCode { try await onThread { try router.send("x", to: peer, timeout: patience) } }
                == .unroutable)
    }

    @Test func `a message without frames is refused`() async throws {
        let (router, _, peer) = try await pair()
        #expect(await errorCode { try await router.send(Message(), to: peer) } == .invalidArgument)
        #expect(zmqError { _ = try router.trySend(Message(), to: peer) }?.code == .invalidArgument)
    }

    @Test func `a socket that is closed says so, not that the peer is gone`() async throws {
        let (router, _, peer) = try await pair()
        router.close()
        #expect(await errorCode { try await router.send("x", to: peer) } == .socketClosed)
        #expect(zmqError { _ = try router.trySend("x", to: peer) }?.code == .socketClosed)
        #expect(await errorCode { try await onThread { try router.send("x", to: peer) } } == .socketClosed)
    }

    @Test func `without mandatory a message for which there is no room is dropped and counted`() async throws
    {
        let router = try RouterSocket(in: context, options: SocketOptions(sendHighWaterMark: 2))
        let dealer = try DealerSocket(in: context, options: SocketOptions(receiveHighWaterMark: 2))
        try await join(router, dealer, over: .inproc)
        let peer = try #require(router.peers.first)
        for _ in 0..<5 { #expect(try router.trySend("x", to: peer)) }
        #expect(router.statistics.dropped[.queueFull] == 1)
    }
}
