import TestSeeds
import Testing
import ZeroMQ

/// Many threads and tasks on one socket.
@Suite(.timeLimit(.minutes(10)))
struct ConcurrencyTests {
    let context = Context()

    /// Checks that each sender's messages came, each once, and in order to each receiver.
    private func check(_ received: [[Message]], senders: Int, messages: Int) {
        var seen: Set<[UInt8]> = []
        for list in received {
            var last = [Int](repeating: -1, count: senders)
            for message in list {
                let parts = message.text.split(separator: " ").compactMap { Int($0) }
                guard parts.count == 2, message.count == 2, message[1].text == "tail" else {
                    Issue.record("a broken message \(message)")
                    return
                }
                if parts[1] <= last[parts[0]] { Issue.record("\(parts) after \(last[parts[0]])") }
                last[parts[0]] = parts[1]
                if !seen.insert(message[0].bytes).inserted { Issue.record("twice: \(message)") }
            }
        }
        #expect(seen.count == senders * messages)
    }

    @Test(arguments: Route.allCases, TransportUnderTest.allCases)
    func `C-056 threads and tasks share sockets; nothing is lost, doubled or out of order`(
        route: Route, over transport: TransportUnderTest
    ) async throws {
        let way = try await route.open(over: transport, in: context, highWaterMark: 20)
        let before = way.receiver.statistics.messagesReceived
        let messages = 2000
        let senders = 6
        let received = try await withThrowingTaskGroup(of: [Message].self) { group in
            for sender in 0..<senders {
                group.addTask {
                    if sender.isMultiple(of: 2) {
                        for number in 0..<messages { try await way.send(["\(sender) \(number)", "tail"]) }
                    } else {
                        try await onThread {
                            for number in 0..<messages {
                                try way.sendBlocking(["\(sender) \(number)", "tail"])
                            }
                        }
                    }
                    return []
                }
            }
            let count = Shared(0)
            for receiver in 0..<4 {
                group.addTask {
                    if receiver.isMultiple(of: 2) {
                        var mine: [Message] = []
                        while count.value < senders * messages {
                            guard let message = try? await way.receive(timeout: .milliseconds(50)) else {
                                continue
                            }
                            mine.append(message)
                            count.change { $0 += 1 }
                        }
                        return mine
                    }
                    return try await onThread {
                        var mine: [Message] = []
                        while count.value < senders * messages {
                            guard let message = try? way.receiveBlocking(timeout: .milliseconds(50)) else {
                                continue
                            }
                            mine.append(message)
                            count.change { $0 += 1 }
                        }
                        return mine
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        check(received, senders: senders, messages: messages)
        #expect(way.sender.statistics.dropped.total == 0)
        #expect(way.receiver.statistics.messagesReceived - before == UInt64(senders * messages))
    }

    @Test(arguments: Route.allCases, TransportUnderTest.allCases)
    func `cancelling receives at random loses and doubles nothing`(
        route: Route, over transport: TransportUnderTest
    ) async throws {
        var random = SeededRandom.announced(for: "cancelled receives, \(route) over \(transport)")
        let way = try await route.open(over: transport, in: context, highWaterMark: 50)
        let messages = 5000
        let taken = Shared<[Int]>([])
        let cancelled = Shared(0)
        let sending = Task {
            for number in 0..<messages {
                try await way.send("\(number)")
                if number.isMultiple(of: 7) { await Task.yield() }
                // Now and then nothing comes until somebody has been cancelled in its wait.
                if number % 1000 == 500 {
                    let before = cancelled.value
                    try await eventually("a receive is cancelled") { cancelled.value > before }
                }
            }
        }
        while taken.value.count < messages {
            let tasks = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                Task {
                    let message = try await way.receive()
                    taken.change { $0.append(Int(message.text) ?? -1) }
                }
            }
            for _ in 0..<Int.random(in: 0...3, using: &random) { await Task.yield() }
            for task in tasks where Bool.random(using: &random) { task.cancel() }
            if Int.random(in: 0...20, using: &random) == 0 { try await Task.sleep(for: .microseconds(200)) }
            // The rest is cancelled as well when there is nothing more to come.
            if taken.value.count + 8 >= messages {
                try await Task.sleep(for: .milliseconds(2))
            }
            for task in tasks { task.cancel() }
            for task in tasks where await errorCode({ try await task.value }) == .cancelled {
                cancelled.change { $0 += 1 }
            }
        }
        try await sending.value
        #expect(taken.value.sorted() == Array(0..<messages))
        #expect(try way.receiver.tryReceive() == nil)
        #expect(cancelled.value >= messages / 1000)
    }

    @Test(arguments: Route.allCases, TransportUnderTest.allCases)
    func `cancelling sends at random leaves whole messages or none`(
        route: Route, over transport: TransportUnderTest
    ) async throws {
        var random = SeededRandom.announced(for: "cancelled sends, \(route) over \(transport)")
        let way = try await route.open(over: transport, in: context, highWaterMark: 3)
        let accepted = Shared<Set<Int>>([])
        let receiving = Task {
            var all: [Int] = []
            while true {
                let message = try await way.receive()
                if message.text == "end" { return all }
                #expect(message.texts == [message.text, "middle", message.text])
                all.append(Int(message.text) ?? -1)
                if all.count.isMultiple(of: 5) { try await Task.sleep(for: .microseconds(100)) }
            }
        }
        for round in 0..<400 {
            let tasks = (0..<6).map { index in
                Task {
                    let number = round * 6 + index
                    try await way.send(["\(number)", "middle", "\(number)"])
                    accepted.change { $0.insert(number) }
                }
            }
            for _ in 0..<Int.random(in: 0...3, using: &random) { await Task.yield() }
            for task in tasks where Bool.random(using: &random) { task.cancel() }
            for task in tasks { _ = await task.result }
        }
        try await way.send("end")
        let received = try await receiving.value
        #expect(received.count == Set(received).count)
        #expect(Set(received) == accepted.value)
    }

    @Test(arguments: TransportUnderTest.allCases)
    func `receives that time out at random lose nothing`(over transport: TransportUnderTest) async throws {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try await join(pull, push, over: transport)
        let messages = 400
        let sending = Task {
            for number in 0..<messages {
                try await push.send("\(number)")
                try await Task.sleep(for: .microseconds(300))
            }
        }
        let taken = Shared<[Int]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<4 {
                group.addTask {
                    while taken.value.count < messages {
                        let timeout = Duration.microseconds(index * 200)
                        let message =
                            index.isMultiple(of: 2)
                            ? try? await pull.receive(timeout: timeout)
                            : try? await onThread { try pull.receive(timeout: timeout) }
                        if let message { taken.change { $0.append(Int(message.text) ?? -1) } }
                    }
                }
            }
            try await group.waitForAll()
        }
        try await sending.value
        #expect(taken.value.sorted() == Array(0..<messages))
    }

    @Test func `several iterations share the messages of a socket`() async throws {
        let push = try PushSocket(in: context)
        let pull = try PullSocket(in: context)
        try await join(pull, push, over: .tcp)
        let taken = Shared<[Int]>([])
        let tasks = (0..<3).map { _ in
            Task {
                for try await message in pull.messages {
                    taken.change { $0.append(Int(message.text) ?? -1) }
                }
            }
        }
        for number in 0..<5000 { try await push.send("\(number)") }
        try await eventually("all are taken") { taken.value.count == 5000 }
        pull.close()
        for task in tasks { try await task.value }
        #expect(taken.value.sorted() == Array(0..<5000))
    }

    @Test func `C-022 many threads make and use sockets of one context`() async throws {
        let context = self.context
        // As many as come at once, and nobody gives up lingering however long it takes.
        let hub = try PullSocket(in: context, options: SocketOptions(network: NetworkOptions(backlog: 500)))
        let endpoint = try hub.bind("tcp://127.0.0.1:*")
        try await onThreads(16) { index in
            for round in 0..<10 {
                let push = try PushSocket(in: context, options: SocketOptions(linger: .upTo(patience)))
                try push.connect(endpoint)
                try push.send("\(index) \(round)")
            }
        }
        var all: Set<String> = []
        for _ in 0..<160 { all.insert(try await hub.next().text) }
        #expect(all.count == 160)
    }

    @Test func `C-041, C-201 one socket serves a thousand peers`() async throws {
        let context = try Context(options: ContextOptions(maximumSockets: 5000))
        let router = try RouterSocket(in: context)
        let endpoint = try router.bind("inproc://\(UniqueName.make())")
        let network = try router.bind("ipc://*")
        let dealers = try (0..<1000).map { _ in try DealerSocket(in: context) }
        for (index, dealer) in dealers.enumerated() {
            // Fifty over the network, for the descriptors that tests in parallel may have.
            try dealer.connect(index < 50 ? network : endpoint)
            try await dealer.send("\(index)")
        }
        for _ in dealers {
            let request = try await router.next()
            try await router.send(request)
        }
        for (index, dealer) in dealers.enumerated() { #expect(try await dealer.nextTexts() == ["\(index)"]) }
        #expect(router.peers.count == 1000)
        #expect(router.statistics.dropped.total == 0)
    }
}
