import Testing
import ZeroMQ

/// Waiting for subscribers instead of sleeping for slow joiners.
@Suite(.timeLimit(.minutes(5)))
struct SubscriberWaitTests {
    let context = Context()

    @Test(arguments: TransportUnderTest.allCases)
    func `with inverted matching a peer without subscriptions is one that is waited for`(
        over transport: TransportUnderTest
    ) async throws {
        let options = SocketOptions(invertMatching: true)
        let publisher = try PublisherSocket(in: context, options: options)
        let endpoint = try publisher.bind(transport.anyEndpoint)
        let suspended = Task { try await publisher.subscribers(of: "a", atLeast: 1) }
        let blocked = Task { try await onThread { try publisher.subscribers(of: "a", atLeast: 1) } }
        try await publisher.hasWaitingWatchers(2)
        // It says nothing about topics, so it wants them all.
        let subscriber = try SubscriberSocket(in: context, options: options)
        try subscriber.connect(endpoint)
        try await within { try await suspended.value }
        try await within { try await blocked.value }
        #expect(publisher.subscriberCount(of: "a") == 1)
        try await publisher.send("a")
        #expect(try await subscriber.nextTexts() == ["a"])
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `with inverted matching who unsubscribes is one that is waited for`(
        over transport: TransportUnderTest
    ) async throws {
        let options = SocketOptions(invertMatching: true)
        let publisher = try PublisherSocket(in: context, options: options)
        let subscriber = try SubscriberSocket(in: context, options: options)
        try subscriber.subscribe(to: "a")
        try await join(publisher, subscriber, over: transport)
        try await eventually("it does not want a") { publisher.subscriberCount(of: "a") == 0 }
        let waiting = Task { try await publisher.subscribers(of: "a", atLeast: 1) }
        try await publisher.hasWaitingWatchers(1)
        try subscriber.unsubscribe(from: "a")
        try await within { try await waiting.value }
    }
}
