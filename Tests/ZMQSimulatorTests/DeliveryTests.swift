import TestSeeds
import Testing
import ZMQSimulator
import ZeroMQ

/// What arrives of what was sent, when connections break at any byte.
@Suite struct DeliveryTests {
    @Test(arguments: [
        (SocketType.pull, SocketType.push), (.dealer, .dealer), (.pair, .pair), (.router, .dealer),
    ])
    func `SOCK-05 messages arrive in order, at most once and whole, wherever the connection breaks`(
        types: (SocketType, SocketType)
    ) throws {
        for seed in TestSeed.several(25, for: "\(#function) \(types)") {
            var generator = SeededRandom(seed: seed)
            let hosts = try TwoHosts(
                seed: seed,
                link: LinkConditions(
                    jitter: .milliseconds(1), sendBufferBytes: Int.random(in: 50...5000, using: &generator),
                    receiveBufferBytes: Int.random(in: 50...5000, using: &generator)))
            let options = SocketOptions(routingID: types.1 == .dealer ? "me" : nil)
            // An identity that is still taken is refused, and what was sent meanwhile lost; so take it over.
            let takesOver = SocketOptions(router: RouterOptions(onDuplicateIdentity: .takeOver))
            let receiver = try hosts.bound(types.0, types.0 == .router ? takesOver : SocketOptions())
            let sender = try hosts.connected(types.1, options)
            let count = 120
            for number in 0..<count { try sender.send(Numbered.message(number)) }
            for cut in 0..<8 {
                let time = Duration.microseconds(
                    Int.random(in: 0...150_000, using: &generator) + 200_000 * cut)
                hosts.simulation.schedule(after: time) { hosts.cut() }
            }
            // After the last break, so that nothing is behind it.
            hosts.simulation.schedule(after: .seconds(2)) { try? sender.send(Numbered.message(count)) }
            var numbers: [Int] = []
            while var message = try? receiver.receive(timeout: .seconds(3)) {
                if types.0 == .router { message.popFirst() }
                let read = Numbered.read(message)
                #expect(read != nil, "a torn message, seed \(seed)")
                numbers.append(read?.number ?? -1)
            }
            #expect(numbers == Array(Set(numbers)).sorted(), "twice or out of order, seed \(seed)")
            #expect(numbers.last == count, "seed \(seed)")
            #expect(sender.statistics.queuedToSend == 0, "seed \(seed)")
            // Nothing is lost but what was handed over when the connection broke: at most what fits the buffers.
            #expect(numbers.count > count / 4, "seed \(seed)")
        }
    }

    @Test
    func `ZMTP-28 a message that was partly written is sent again from its start, once for each connection`()
        throws
    {
        for seed in TestSeed.several(50, for: #function) {
            var generator = SeededRandom(seed: seed)
            // The buffers hold a part of the message only, so it can never be handed over before it is cut.
            let hosts = try TwoHosts(
                seed: seed, link: LinkConditions(sendBufferBytes: 2000, receiveBufferBytes: 2000))
            let pull = try hosts.bound(.pull)
            let push = try hosts.connected(.push)
            var message = Message("start")
            for _ in 0..<20 {
                message.append(
                    Frame([UInt8](repeating: 7, count: Int.random(in: 0...2500, using: &generator))))
            }
            try push.send(message)
            try push.send("next")
            var cuts = 0
            hosts.simulation.run(until: { !push.peers.isEmpty })
            while cuts < 5 {
                hosts.simulation.run(for: .microseconds(Int.random(in: 1...6000, using: &generator)))
                if pull.statistics.queuedToReceive > 0 { break }
                hosts.cut()
                hosts.simulation.run(until: { push.peers.isEmpty })
                hosts.simulation.run(until: { !push.peers.isEmpty })
                cuts += 1
            }
            #expect(try pull.receive(timeout: .seconds(5)) == message, "seed \(seed)")
            #expect(try pull.receive(timeout: .seconds(5)).text == "next", "seed \(seed)")
            #expect(throws: ZMQError.self) { try pull.receive(timeout: .seconds(5)) }
        }
    }

    @Test func `every split of a stream gives the same messages`() throws {
        for seed in TestSeed.several(20, for: #function) {
            let hosts = try TwoHosts(
                seed: seed, link: LinkConditions(sendBufferBytes: 300, receiveBufferBytes: 200))
            let (pull, push) = try hosts.pair(.pull, .push)
            for number in 0..<60 { try push.send(Numbered.message(number)) }
            for number in 0..<60 {
                #expect(
                    try Numbered.read(pull.receive(timeout: .seconds(5)))?.number == number, "seed \(seed)")
            }
        }
    }

    @Test func `large messages arrive whole`() throws {
        let hosts = try TwoHosts()
        let (pull, push) = try hosts.pair(.pull, .push)
        for megabytes in [1, 3] {
            let frame = Frame((0..<megabytes << 20).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) })
            try push.send([Frame("large"), frame, Frame()])
            #expect(try pull.receive(timeout: .seconds(60)) == [Frame("large"), frame, Frame()])
        }
    }

    @Test func `SOCK-06 queues over a stalled peer are bounded on both sides`() throws {
        let hosts = try TwoHosts(link: LinkConditions(sendBufferBytes: 10_000, receiveBufferBytes: 10_000))
        let near = SocketOptions(sendHighWaterMark: 50)
        let far = SocketOptions(receiveHighWaterMark: 30)
        let (pull, push) = try hosts.pair(.pull, .push, far: far, near: near)
        var sent = 0
        func sendAll() throws {
            repeat {
                while try push.trySend(Message([UInt8](repeating: 0, count: 1000))) { sent += 1 }
                hosts.simulation.run(for: .milliseconds(100))
            } while try push.trySend(Message([UInt8](repeating: 0, count: 1000)))
                && {
                    sent += 1; return true
                }()
        }
        try sendAll()
        // The queue, one batch of 256 KiB on its way, the two buffers, and a queue with at most a turn's reads.
        #expect(sent >= 50 + 30)
        #expect(sent <= 50 + 263 + 20 + 30 + 263)
        #expect(push.statistics.queuedToSend == 50)
        #expect(pull.statistics.queuedToReceive >= 30)
        let waiting = pull.statistics.queuedToReceive
        hosts.simulation.run(for: .seconds(100))
        #expect(pull.statistics.queuedToReceive == waiting)
        // The writer goes on when there is room, and nothing was lost.
        var received = 0
        while (try? pull.receive(timeout: .seconds(1))) != nil { received += 1 }
        #expect(received == sent)
        #expect(try push.trySend("again"))
    }

    @Test func `SOCK-06 a blocked send goes on when the queue is half empty`() throws {
        let hosts = try TwoHosts(link: LinkConditions(sendBufferBytes: 1000, receiveBufferBytes: 1000))
        let (pull, push) = try hosts.pair(
            .pull, .push, far: SocketOptions(receiveHighWaterMark: 10),
            near: SocketOptions(sendHighWaterMark: 10))
        var sent = 0
        // Larger than a batch, so that the queue alone decides.
        let message = Message([UInt8](repeating: 0, count: 300_000))
        while (try? push.send(message, timeout: .seconds(60))) != nil { sent += 1 }
        #expect((20...24).contains(sent))
        let error = #expect(throws: ZMQError.self) { try push.send(message, timeout: .seconds(1)) }
        #expect(error?.code == .timedOut)
        for _ in 0..<4 { _ = try pull.receive(timeout: .seconds(10)) }
        #expect(throws: ZMQError.self) { try push.send(message, timeout: .seconds(60)) }
        for _ in 0..<8 { _ = try pull.receive(timeout: .seconds(60)) }
        try push.send(message, timeout: .seconds(60))
    }

    @Test func `a slow reader costs others nothing`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.bound(.push, SocketOptions(sendHighWaterMark: 10))
        let slow = try hosts.connected(.pull, SocketOptions(receiveHighWaterMark: 10))
        let other = try hosts.simulation.makeContext(host: "other")
        let fast = try Socket(.pull, in: other)
        try fast.connect(TwoHosts.endpoint)
        hosts.simulation.run { push.peers.count == 2 }
        hosts.simulation.freeze("client")
        var received = 0
        for number in 0..<2000 {
            try push.send(
                [Frame("\(number)"), Frame([UInt8](repeating: 0, count: 1000))], timeout: .seconds(1))
            while try fast.tryReceive() != nil { received += 1 }
        }
        while (try? fast.receive(timeout: .seconds(1))) != nil { received += 1 }
        hosts.simulation.thaw("client")
        var late = 0
        while (try? slow.receive(timeout: .seconds(1))) != nil { late += 1 }
        #expect(received + late == 2000)
        #expect(received > 1400)
    }

    @Test func `a slow subscriber loses messages, and others none`() throws {
        let hosts = try TwoHosts()
        let publisher = try hosts.bound(.pub, SocketOptions(sendHighWaterMark: 10))
        let slow = try hosts.connected(.sub)
        let fast = try Socket(.sub, in: hosts.simulation.makeContext(host: "other"))
        try fast.connect(TwoHosts.endpoint)
        for socket in [slow, fast] { try socket.subscribe(to: "") }
        try publisher.subscribers(of: "x", atLeast: 2, timeout: .seconds(5))
        hosts.simulation.freeze("client")
        for number in 0..<2000 {
            try publisher.send([Frame("\(number)"), Frame([UInt8](repeating: 0, count: 1000))])
            #expect(try fast.receive(timeout: .seconds(1)).text == "\(number)")
        }
        hosts.simulation.thaw("client")
        var numbers: [Int] = []
        while let message = try? slow.receive(timeout: .seconds(1)) {
            numbers.append(Int(message.text) ?? -1)
        }
        #expect(numbers == numbers.sorted())
        #expect(numbers.count < 600)
        #expect(publisher.statistics.dropped[.queueFull] == UInt64(2000 - numbers.count))
    }

    @Test func `a message larger than a connecting side allows is counted once, a READY not at all`() throws {
        for (limit, count) in [(100, 1), (5, 0)] {
            let hosts = try TwoHosts("\(#function) \(limit)")
            let push = try hosts.bound(.push)
            let pull = try hosts.connected(.pull, SocketOptions(maximumMessageBytes: limit))
            hosts.simulation.run(for: .seconds(1))
            #expect(push.peers.count == count)
            if count > 0 { try push.send(Message([UInt8](repeating: 0, count: 101))) }
            hosts.simulation.run(for: .seconds(1))
            #expect(pull.peers.isEmpty)
            #expect(pull.statistics.dropped[.oversize] == UInt64(count))
        }
    }
}
