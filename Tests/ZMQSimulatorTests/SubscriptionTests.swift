import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// Subscriptions over connections that come and go.
@Suite struct SubscriptionTests {
    @Test(arguments: [SocketType.sub, .xsub])
    func `SOCK-13 after a reconnect every current subscription is sent once`(type: SocketType) throws {
        let simulation = Simulation(seed: TestSeed.announced(for: "\(#function) \(type)"))
        let publisher = try ScriptedHost(simulation, host: "server")
        publisher.greeting = { $0.send(WireBytes.greeting() + WireBytes.ready("XPUB")) }
        try publisher.listen()
        let context = try simulation.makeContext(host: "client")
        let subscriber = try Socket(type, in: context)
        try subscriber.connect(TwoHosts.endpoint)
        // Before the connection, twice the same, and taken back.
        for topic in ["a", "b", "b", "c"] as [Frame] { try subscriber.subscribe(to: topic) }
        try subscriber.unsubscribe(from: "c")
        for round in 1...4 {
            simulation.run { publisher.peers.count == round }
            simulation.run(for: .milliseconds(50))
            let bytes = publisher.peers[round - 1].received
            #expect(bytes.occurrences(of: WireBytes.command("SUBSCRIBE", Array("a".utf8))) == 1)
            #expect(bytes.occurrences(of: WireBytes.command("SUBSCRIBE", Array("b".utf8))) == 1)
            #expect(bytes.occurrences(of: WireBytes.command("SUBSCRIBE", Array("c".utf8))) == 0)
            #expect(bytes.occurrences(of: WireBytes.command("CANCEL", Array("c".utf8))) == 0)
            simulation.cut("client", "server")
            // While there is no connection.
            simulation.run { subscriber.peers.isEmpty }
            try subscriber.subscribe(to: "d\(round)")
            try subscriber.unsubscribe(from: "d\(round)")
            try subscriber.subscribe(to: "c")
            try subscriber.unsubscribe(from: "c")
        }
    }

    @Test func `SOCK-13 with a publisher of ours, over many breaks`() throws {
        for seed in TestSeed.several(20, for: #function) {
            var generator = SeededRandom(seed: seed)
            let hosts = try TwoHosts(seed: seed)
            let publisher = try hosts.bound(.xpub)
            let subscriber = try hosts.connected(.sub)
            var topics: [String: Int] = [:]
            for _ in 0..<60 {
                let topic = "\(Int.random(in: 0..<10, using: &generator))"
                if Bool.random(using: &generator) {
                    try subscriber.subscribe(to: Frame(topic))
                    topics[topic, default: 0] += 1
                } else {
                    try subscriber.unsubscribe(from: Frame(topic))
                    if let count = topics[topic] { topics[topic] = count > 1 ? count - 1 : nil }
                }
                if Int.random(in: 0..<5, using: &generator) == 0 { hosts.cut() }
                hosts.simulation.run(for: .milliseconds(Int.random(in: 0...100, using: &generator)))
            }
            hosts.simulation.run(for: .seconds(1))
            #expect(publisher.topicCount == topics.count, "seed \(seed)")
            for topic in 0..<10 {
                let count = publisher.subscriberCount(of: "\(topic)")
                #expect(count == (topics["\(topic)"] == nil ? 0 : 1), "seed \(seed)")
            }
            // What the XPUB told adds up to the same.
            var told: Set<Frame> = []
            while let message = try publisher.tryReceive() {
                let bytes = message.bytes
                let topic = Frame(bytes.dropFirst())
                if bytes[0] == 1 {
                    #expect(told.insert(topic).inserted, "seed \(seed)")
                } else {
                    #expect(told.remove(topic) != nil, "seed \(seed)")
                }
            }
            #expect(told == Set(topics.keys.map { Frame($0) }), "seed \(seed)")
        }
    }

    @Test(arguments: [PublisherOptions.Verbosity.firstOnly, .everySubscribe, .everything])
    func `PS-14 the end of a topic that a peer does not have is reported only if everything is`(
        verbosity: PublisherOptions.Verbosity
    ) throws {
        let simulation = Simulation(seed: TestSeed.announced(for: "\(#function) \(verbosity)"))
        let context = try simulation.makeContext(host: "server")
        let publisher = try Socket(
            .xpub, in: context, options: SocketOptions(publisher: PublisherOptions(verbosity: verbosity)))
        try publisher.bind(TwoHosts.endpoint)
        let subscriber = try ScriptedHost(simulation, host: "client")
        subscriber.greeting = { peer in
            peer.send(WireBytes.greeting() + WireBytes.ready("SUB"))
            peer.send(WireBytes.command("CANCEL", Array("none".utf8)) + WireBytes.message("\0none"))
            peer.send(WireBytes.command("SUBSCRIBE", Array("some".utf8)))
        }
        subscriber.connect(to: "server")
        let reports = verbosity == .everything ? ["\0none", "\0none", "\u{1}some"] : ["\u{1}some"]
        for text in reports { #expect(try publisher.receive(timeout: .seconds(1)).text == text) }
        #expect(publisher.subscriberCount(of: "none") == 0)
        #expect(publisher.subscriberCount(of: "some") == 1)
    }

    /// What the peer of an XPUB may send without end: subscriptions and their ends in both forms, or messages.
    enum Upstream: CaseIterable {
        case commands, oldMessages, messages

        var type: String { self == .messages ? "XSUB" : "SUB" }

        /// What is sent in round `number`.
        func bytes(_ number: Int) -> [UInt8] {
            let topic = Array("\(number)".utf8)
            switch self {
            case .commands: return WireBytes.command("SUBSCRIBE", topic) + WireBytes.command("CANCEL", topic)
            case .messages: return WireBytes.message("a\(number)") + WireBytes.message("b\(number)")
            case .oldMessages:
                return WireBytes.message("\u{1}\(number)") + WireBytes.message("\0\(number)")
            }
        }

        /// What the XPUB is to receive then.
        func texts(_ number: Int) -> [String] {
            self == .messages ? ["a\(number)", "b\(number)"] : ["\u{1}\(number)", "\0\(number)"]
        }
    }

    @Test(arguments: Upstream.allCases)
    func `an XPUB that does not receive stops reading from a peer that sends for ever, and loses nothing`(
        upstream: Upstream
    ) throws {
        let buffers = 8 * 1024
        let simulation = Simulation(
            seed: TestSeed.announced(for: "\(#function) \(upstream)"),
            link: LinkConditions(sendBufferBytes: buffers, receiveBufferBytes: buffers))
        let context = try simulation.makeContext(host: "server")
        let publisher = try Socket(.xpub, in: context, options: SocketOptions(receiveHighWaterMark: 10))
        try publisher.bind(TwoHosts.endpoint)
        let subscriber = try ScriptedHost(simulation, host: "client")
        let rounds = 3000
        subscriber.greeting = { peer in
            peer.send(WireBytes.greeting() + WireBytes.ready(upstream.type))
            peer.send((0..<rounds).flatMap(upstream.bytes))
        }
        subscriber.connect(to: "server")
        simulation.run(for: .seconds(10))
        // No more than its mark and what came with the read that reached it.
        let waiting = publisher.statistics.queuedToReceive
        #expect(waiting >= 10)
        #expect(waiting < rounds)
        for number in 0..<rounds {
            for text in upstream.texts(number) {
                let message = try publisher.receive(timeout: .seconds(1))
                if message.text != text { Issue.record("\(message) instead of \(text)") }
            }
        }
        #expect(publisher.statistics.queuedToReceive == 0)
        #expect(publisher.statistics.dropped.total == 0)
    }

    @Test func `a peer that has gone is read on when there is room, and comes back after that`() throws {
        let simulation = Simulation(seed: TestSeed.announced(for: #function))
        let server = try ScriptedHost(simulation, host: "server")
        server.greeting = { peer in
            peer.send(WireBytes.greeting() + WireBytes.ready("PUSH"))
            // So far apart that each part is another read.
            for part in 0..<3 {
                simulation.schedule(after: .milliseconds(10 + 10 * part)) {
                    for number in 0..<10 { peer.send(WireBytes.message("\(10 * part + number)")) }
                }
            }
            simulation.schedule(after: .milliseconds(100)) { peer.close() }
        }
        try server.listen()
        let context = try simulation.makeContext(host: "client")
        // Who does not read learns of the end by writing, and must not lose what is unread.
        let options = SocketOptions(
            receiveHighWaterMark: 10, heartbeat: HeartbeatPolicy(interval: .seconds(1)))
        let pull = try Socket(.pull, in: context, options: options)
        try pull.connect(TwoHosts.endpoint)
        for number in 0..<600 {
            if number.isMultiple(of: 30) {
                simulation.run(for: .seconds(5))
                // One that was taken last may still count.
                #expect((9...10).contains(pull.statistics.queuedToReceive))
            }
            #expect(try pull.receive(timeout: .seconds(1)).text == "\(number % 30)")
        }
    }

    @Test func `PS-16 the topics of a lost subscriber are gone`() throws {
        let hosts = try TwoHosts()
        let (publisher, subscriber) = try hosts.pair(.xpub, .sub)
        try subscriber.subscribe(to: "a")
        #expect(try publisher.receive(timeout: .seconds(1)).bytes == [1] + Array("a".utf8))
        hosts.simulation.kill("client")
        #expect(try publisher.receive(timeout: .seconds(1)).bytes == [0] + Array("a".utf8))
        #expect(publisher.topicCount == 0)
        try publisher.send("a message for nobody")
        #expect(publisher.statistics.dropped[.noSubscriber] == 1)
    }
}
