import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// What an XSUB sends to its publishers: subscriptions, which are state, and messages, which are counted.
@Suite struct UpstreamTests {
    @Test func `PS-34 subscriptions do not count against the high-water mark`() throws {
        let hosts = try TwoHosts()
        let (publisher, subscriber) = try hosts.pair(
            .xpub, .xsub, near: SocketOptions(sendHighWaterMark: 2, sendHighWaterBytes: 1000))
        // Twice: what was queued and sent does not count afterwards either.
        for round in 0..<2 {
            for number in 0..<300 { try subscriber.subscribe(to: "topic \(round) \(number)") }
            for _ in 0..<2 { #expect(try subscriber.trySend("up")) }
            for number in 0..<300 { try subscriber.unsubscribe(from: "topic \(round) \(number)") }
            #expect(subscriber.statistics.dropped[.queueFull] == UInt64(round))
            #expect(subscriber.statistics.queuedToSend == 2)
            // The mark is where it was.
            #expect(try subscriber.trySend("too much"))
            #expect(subscriber.statistics.dropped[.queueFull] == UInt64(round + 1))
            var texts: [String] = []
            while let message = try? publisher.receive(timeout: .seconds(1)) { texts.append(message.text) }
            #expect(texts.count == 602)
            #expect(texts[300...301] == ["up", "up"])
            #expect(subscriber.statistics.queuedToSend == 0)
            #expect(publisher.topicCount == 0)
        }
    }

    @Test func `PS-34 nor are they lost messages when their publisher goes, or the subscriber`() throws {
        let hosts = try TwoHosts()
        let subscriber = try hosts.bound(.xsub)
        let publisher = try hosts.connected(.xpub)
        hosts.simulation.run { !subscriber.peers.isEmpty }
        hosts.partition()
        for number in 0..<1000 { try subscriber.subscribe(to: "topic \(number)") }
        hosts.cut()
        hosts.heal()
        hosts.simulation.run { subscriber.peers.isEmpty }
        #expect(subscriber.statistics.dropped.total == 0)
        publisher.close()

        let waiting = try hosts.connected(.sub, SocketOptions(linger: .upTo(.seconds(1))))
        for number in 0..<10 { try waiting.subscribe(to: "topic \(number)") }
        #expect(waiting.finish() == 0)
        #expect(waiting.statistics.dropped.total == 0)
    }

    @Test func `messages that were behind one that was cut are sent, queued or dropped`() throws {
        for seed in TestSeed.several(20, for: #function) {
            var generator = SeededRandom(seed: seed)
            // The buffers hold a part of the large message only, so nothing is handed over before the cut.
            let hosts = try TwoHosts(
                seed: seed, link: LinkConditions(sendBufferBytes: 2000, receiveBufferBytes: 2000))
            let (publisher, subscriber) = try hosts.pair(.xpub, .xsub)
            try subscriber.subscribe(to: "topic")
            #expect(try publisher.receive(timeout: .seconds(1)).count == 1)
            try subscriber.send([Frame("large"), Frame([UInt8](repeating: 7, count: 20_000))])
            for _ in 0..<3 { try subscriber.send("next") }
            try subscriber.subscribe(to: "other")
            hosts.simulation.run(for: .microseconds(Int.random(in: 1...2000, using: &generator)))
            #expect(publisher.statistics.queuedToReceive == 0)
            hosts.cut()
            hosts.simulation.run { subscriber.peers.isEmpty }
            #expect(
                subscriber.statistics.queuedToSend + Int(subscriber.statistics.dropped.total) == 4,
                "seed \(seed)")
            hosts.simulation.run { !subscriber.peers.isEmpty && publisher.topicCount == 2 }
            hosts.simulation.run(for: .seconds(1))
            #expect(subscriber.statistics.queuedToSend == 0)
            #expect(subscriber.statistics.dropped[.peerGone] == 4, "seed \(seed)")
        }
    }
}
