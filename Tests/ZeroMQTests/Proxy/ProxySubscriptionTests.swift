import Testing
import ZeroMQ

@Suite struct ProxySubscriptionTests {
    @Test(arguments: ProxyForm.allCases, ["inproc", "tcp"])
    func `C-108 subscriptions pass upstream, and publishers send only what is wanted`(
        form: ProxyForm, transport: String
    ) async throws {
        let context = Context()
        let front = try XSubscriberSocket(in: context)
        let back = try XPublisherSocket(in: context)
        let endpoint = { transport == "tcp" ? "tcp://127.0.0.1:*" : anyInproc() }
        let entry = try front.bind(endpoint())
        let exit = try back.bind(endpoint())
        let running = RunningProxy(try Proxy(frontend: front, backend: back), form)

        let publishers = try (0..<2).map { _ in try PublisherSocket(in: context) }
        for publisher in publishers { try publisher.connect(entry) }
        let subscribers = try ["a", "b"].map { topic in
            let subscriber = try SubscriberSocket(in: context)
            try subscriber.connect(exit)
            try subscriber.subscribe(to: Frame(topic))
            return (topic: topic, socket: subscriber)
        }
        for publisher in publishers {
            for topic in ["a", "b"] {
                try await publisher.subscribers(of: Frame(topic), atLeast: 1, timeout: .seconds(60))
            }
            #expect(publisher.subscriberCount(of: "c") == 0)
        }
        for (index, publisher) in publishers.enumerated() {
            for number in 0..<10 {
                for topic in ["c", "a", "b"] { try await publisher.send(["\(topic)\(index)", "\(number)"]) }
            }
        }
        for (topic, socket) in subscribers {
            var received: [String: [String]] = [:]
            for _ in 0..<20 {
                let message = try await socket.receive(timeout: .seconds(60))
                received[message[0].text, default: []].append(message[1].text)
            }
            let all = (0..<10).map { "\($0)" }
            #expect(received == ["\(topic)0": all, "\(topic)1": all])
        }
        // What nobody wants is not even sent: 20 messages for c, on two publishers.
        #expect(publishers.map { $0.statistics.dropped[.noSubscriber] } == [10, 10])

        try subscribers[0].socket.unsubscribe(from: "a")
        for publisher in publishers {
            try await reaches("the end of the subscription") { publisher.subscriberCount(of: "a") == 0 }
            #expect(publisher.subscriberCount(of: "b") == 1)
        }
        subscribers[1].socket.close()
        for publisher in publishers {
            try await reaches("the end of all subscriptions") { publisher.topicCount == 0 }
        }
        try await running.stop()
        #expect(running.proxy.statistics.backend.messagesReceived == 4)
        #expect(running.proxy.statistics.frontend.messagesSent == 4)
        #expect(running.proxy.statistics.frontend.messagesReceived == 40)
    }
}
