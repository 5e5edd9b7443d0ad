import TestSeeds
import Testing
import ZMQReactor
import ZeroMQ

/// Nothing is missed, however threads and pollers meet.
@Suite struct PollerStressTests {
    static let waits = ["blocking", "suspended"]

    /// Many sockets, so that looking at them takes a while in which much can happen.
    @Test(.timeLimit(.minutes(5)), arguments: ["inproc", "tcp"], waits)
    func `every message of many senders is seen by a poller that waits`(
        transport: String, wait: String
    ) async throws {
        var random = SeededRandom.announced(for: "poller stress over \(transport), \(wait)")
        let context = Context()
        let receiver = try StressReceiver(in: context, seed: random.next())
        let messages = 5000
        let senders = try (0..<4).map { _ in
            let endpoints = try (0..<8).map { _ in
                try receiver.addSocket(at: transport == "tcp" ? "tcp://127.0.0.1:*" : anyInproc())
            }
            let seed = random.next()
            return BlockingCall {
                var random = SeededRandom(seed: seed)
                let pushes = try endpoints.map { endpoint in
                    let push = try PushSocket(in: context, options: SocketOptions(linger: .forever))
                    try push.connect(endpoint)
                    return push
                }
                for number in 0..<messages {
                    try pushes[Int(random.next() % 8)].send("\(number)")
                    busyPause(random.next() % 1000)
                }
            }
        }
        let expected = senders.count * messages
        if wait == "blocking" {
            try await BlockingCall { [receiver] in
                var receiver = receiver
                while receiver.received < expected {
                    try receiver.handle(receiver.poller.wait(timeout: .seconds(60)))
                }
            }.value()
        } else {
            var receiver = receiver
            while receiver.received < expected {
                try receiver.handle(await receiver.poller.wait(timeout: .seconds(60)))
            }
        }
        for sender in senders { try await sender.value() }
        #expect(try receiver.poller.tryWait().isEmpty)
        await context.terminate()
    }

    /// One message at a time, sent at every moment between the look and the sleep of the one who waits: nothing
    /// that comes later makes up for a wake-up that is lost.
    @Test(.timeLimit(.minutes(5)), arguments: waits)
    func `no wake-up is lost between looking and sleeping`(wait: String) async throws {
        var random = SeededRandom.announced(for: "poller ping-pong, \(wait)")
        let context = Context()
        let ours = try PairSocket(in: context)
        let theirs = try PairSocket(in: context)
        try theirs.connect(ours.bind(anyInproc()))
        let poller = try Poller(in: context)
        try poller.add(ours)
        // Each takes a turn of both processors, which others may be using.
        let rounds = 1000
        let seed = random.next()
        let partner = BlockingCall {
            var random = SeededRandom(seed: seed)
            for round in 0..<rounds {
                busyPause(random.next() % 256)
                try theirs.send("\(round)")
                let end = ContinuousClock.now + .seconds(60)
                // Not asleep, so as to be as quick as the other.
                while try theirs.tryReceive() == nil {
                    if ContinuousClock.now > end { throw NotReached("the answer to \(round)") }
                }
            }
        }
        if wait == "blocking" {
            try await BlockingCall {
                for _ in 0..<rounds {
                    _ = try poller.wait(timeout: .seconds(60)).nonEmpty()
                    try ours.send(ours.tryReceive() ?? "nothing")
                }
            }.value()
        } else {
            for _ in 0..<rounds {
                _ = try await poller.wait(timeout: .seconds(60)).nonEmpty()
                try await ours.send(ours.tryReceive() ?? "nothing")
            }
        }
        try await partner.value()
    }

    @Test(.timeLimit(.minutes(5)))
    func `several threads wait on one poller while items come and go`() async throws {
        var random = SeededRandom.announced(for: "poller with changing items")
        let context = Context()
        let poller = try Poller(in: context)
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try push.connect(pull.bind(anyInproc()))
        try poller.add(pull)
        let received = Guarded(0)
        let messages = 2000
        let waiters = (0..<3).map { _ in
            BlockingCall {
                while received.withLock({ $0 < messages }) {
                    _ = try poller.wait(timeout: .milliseconds(100))
                    if try pull.tryReceive() != nil { received.withLock { $0 += 1 } }
                }
            }
        }
        let others = try (0..<4).map { _ in try PairSocket(in: context) }
        let pipe = try PipeEnds()
        for number in 0..<messages {
            try #require(try push.trySend("\(number)") || waitForRoom(push))
            guard number % 10 == 0 else { continue }
            let other = try poller.add(others[Int(random.next() % 4)], for: [.receive, .send])
            let descriptor = try poller.add(descriptor: pipe.reading)
            let timer = poller.addTimer(after: .microseconds(Int(random.next() % 2000)))
            busyPause(random.next() % 20_000)
            for item in [other, descriptor, timer].shuffled(using: &random) { poller.remove(item) }
        }
        for waiter in waiters { try await waiter.value() }
        #expect(received.withLock { $0 } == messages)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a token that goes round through pollers on many threads never gets lost`() async throws {
        let context = Context()
        let count = 8
        let rounds = 300
        let pulls = try (0..<count).map { _ in try PullSocket(in: context) }
        let endpoints = try pulls.map { try $0.bind(anyInproc()) }
        let stations = (0..<count).map { index in
            BlockingCall {
                let poller = try Poller(in: context)
                try poller.add(pulls[index])
                let push = try PushSocket(in: context)
                try push.connect(endpoints[(index + 1) % count])
                if index == 0 { try push.send("token") }
                for _ in 0..<rounds {
                    _ = try poller.wait(timeout: .seconds(60)).nonEmpty()
                    guard let token = try pulls[index].tryReceive() else { throw NotReached("the token") }
                    try push.send(token)
                }
                return push
            }
        }
        // The sockets must not close before their last message has been taken.
        var pushes: [PushSocket] = []
        for station in stations { pushes.append(try await station.value()) }
        #expect(pushes.count == count)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a thousand sockets are watched, and the one that is ready is found`() async throws {
        let context = try Context(options: ContextOptions(maximumSockets: 4000))
        let poller = try Poller(in: context)
        var items: [PollItem] = []
        var pairs: [(push: PushSocket, pull: PullSocket)] = []
        for _ in 0..<1000 {
            let pull = try PullSocket(in: context)
            let push = try PushSocket(in: context)
            try push.connect(pull.bind(anyInproc()))
            pairs.append((push, pull))
            items.append(try poller.add(pull))
        }
        var random = SeededRandom.announced(for: "a thousand sockets")
        for _ in 0..<1000 {
            let index = Int(random.next() % 1000)
            async let events = poller.wait()
            try await pairs[index].push.send("job")
            #expect(try await events.map(\.item) == [items[index]])
            #expect(try pairs[index].pull.tryReceive() == "job")
        }
        for pair in pairs { #expect(try pair.push.trySend("job")) }
        #expect(try poller.tryWait().map(\.item) == items)
    }
}

/// Receives what a poller reports on many sockets.
private struct StressReceiver: Sendable {
    let poller: Poller
    private(set) var received = 0
    private let sockets = Guarded<[PollItem: PullSocket]>([:])
    private let context: Context
    private var random: SeededRandom

    init(in context: Context, seed: UInt64) throws {
        self.context = context
        poller = try Poller(in: context)
        random = SeededRandom(seed: seed)
    }

    func addSocket(at endpoint: String) throws -> Endpoint {
        let pull = try PullSocket(in: context)
        let bound = try pull.bind(endpoint)
        let item = try poller.add(pull)
        sockets.withLock { $0[item] = pull }
        return bound
    }

    /// Takes all messages of a socket, or one only: what is left must be reported again.
    mutating func handle(_ events: PollEvents) throws {
        for event in try events.nonEmpty() {
            guard let socket = sockets.withLock({ $0[event.item] }) else { continue }
            let takesAll = random.next() % 4 > 0
            while try socket.tryReceive() != nil {
                received += 1
                if !takesAll { break }
            }
        }
    }
}

/// Keeps the processor busy for a while, to vary how threads meet.
private func busyPause(_ turns: UInt64) {
    // Not a range: where that is not optimised, each turn takes a lock that all threads share.
    var (sum, turn): (UInt64, UInt64) = (0, 0)
    while turn < turns {
        sum = sum &* 31 &+ turn
        turn += 1
    }
    if sum == 42 { print("") }
}

/// Waits until a message was sent.
private func waitForRoom(_ push: PushSocket) throws -> Bool {
    while try !push.trySend("late") {}
    return true
}

extension PollEvents {
    /// The events; throws when there are none because the time was over.
    fileprivate func nonEmpty() throws -> PollEvents {
        if isEmpty { throw NotReached("an event") }
        return self
    }
}
