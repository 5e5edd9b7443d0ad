import Foundation
import TestPrograms
import Testing
import ZeroMQ

/// The brokers of chapter 3.7, among themselves and with peers that the tests play.
@Suite(.timeLimit(.minutes(4)))
struct PeeringTests {
    /// How long three brokers are watched: 15 s, a minute when the environment asks for long tests.
    static let watchTime: Duration =
        ProcessInfo.processInfo.environment["ZEROMQ_LONG_TESTS"] == "1" ? .seconds(60) : .seconds(15)

    /// Starts brokers that all are peers of each other.
    private func start(_ program: String, _ names: [String]) throws -> [TestProgram] {
        try names.map { me in
            try TestProgram.built(program, arguments: [me] + names.filter { $0 != me })
        }
    }

    @Test func `E-047 three brokers tell each other their state`() async throws {
        let path = Meeting.path()
        let names = ["A", "B", "C"].map { "\(path)-\($0)" }
        let brokers = try start("peering1", names)
        for (me, broker) in zip(names, brokers) {
            try await broker.line(containing: "Hello, I am \(me)")
            for peer in names where peer != me {
                let start = "\(me) received: [ipc://\(peer)-state.ipc | "
                try await broker.output(within: .seconds(90)) { $0.count { $0.hasPrefix(start) } >= 2 }
                let states = broker.lines(after: start)
                #expect(states.allSatisfy { $0.wholeMatch(of: /[1-9]\]/) != nil }, "\(states)")
            }
        }
        for broker in brokers { try await broker.endsWhenInterrupted() }
    }

    @Test func `E-047 a broker sends its state only after a second without news`() async throws {
        let path = Meeting.path()
        let (me, peer) = ("\(path)-A", "\(path)-X")
        let broker = try TestProgram.built("peering1", me, peer)
        try await withContext { context in
            let publisher = try PublisherSocket(in: context)
            try publisher.bind("ipc://\(peer)-state.ipc")
            let subscriber = try SubscriberSocket(in: context)
            try subscriber.subscribe(to: "")
            try subscriber.connect("ipc://\(me)-state.ipc")
            try await publisher.subscribers(of: "", atLeast: 1, timeout: .seconds(60))
            _ = try await subscriber.receive(timeout: .seconds(60))
            // What it has sent while nobody took it.
            while try subscriber.tryReceive() != nil {}
            let start = ContinuousClock.now
            // On a thread of its own, so that nothing holds up the news.
            let news = try BlockingThread {
                for _ in 0..<80 {
                    try publisher.send([Frame("ipc://\(peer)-state.ipc"), "5"])
                    try context.sleep(for: .milliseconds(50))
                }
            }
            try await news.join()
            let late = (ContinuousClock.now - start - .seconds(4)) / .seconds(1)
            var count = 0
            while try subscriber.tryReceive() != nil { count += 1 }
            // In four seconds: 80 if it answered each, 4 if it went by the clock. One may have been under way, and one
            // is right for each second that a busy machine held up the news.
            #expect(Double(count) <= 1 + late * 1.1)
            let state = try await subscriber.receive(timeout: .seconds(60))
            #expect(state[0] == Frame("ipc://\(me)-state.ipc"))
        }
        #expect(broker.lines(after: "\(me) received: ").count >= 70)
        try await broker.endsWhenInterrupted()
    }

    @Test func `E-048 two brokers serve all their clients, until one is killed and the other's get stuck`()
        async throws
    {
        let path = Meeting.path()
        let brokers = try start("peering2", ["\(path)-A", "\(path)-B"])
        for broker in brokers { try await broker.line(containing: "Press Enter", within: .seconds(60)) }
        #expect(brokers.allSatisfy { $0.lines.allSatisfy { !$0.hasPrefix("Client") } })
        for broker in brokers { try broker.type("") }
        for broker in brokers {
            try await broker.output(within: .seconds(90)) { lines in
                (0..<10).allSatisfy { client in lines.count { $0 == "Client-\(client): OK" } >= 3 }
            }
            #expect((0..<3).allSatisfy { broker.lines.contains("Worker-\($0): HELLO") })
        }
        brokers[1].kill()
        // A fifth of all tasks is lost now, and with each a client.
        var before = -1
        while case let now = brokers[0].lines.count, now != before {
            before = now
            try await Task.sleep(for: .seconds(4))
        }
        try await brokers[0].endsWhenInterrupted()
    }

    @Test func `E-048 a fifth of the tasks goes to a peer, and tasks of a peer are done`() async throws {
        let path = Meeting.path()
        let (me, peer) = ("\(path)-A", "\(path)-X")
        let broker = try TestProgram.built("peering2", me, peer)
        try await broker.line(containing: "Press Enter", within: .seconds(60))
        try await withContext { context in
            let named = SocketOptions(routingID: Frame(peer))
            let front = try RouterSocket(in: context, options: named)
            try front.bind("ipc://\(peer)-cloud.ipc")
            while front.peers.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            let back = try DealerSocket(in: context, options: named)
            try await back.connect("ipc://\(me)-cloud.ipc").ready(timeout: .seconds(60))
            try broker.type("")

            // A task of ours, in the envelope of our client.
            try await back.send(["", "our client", "", "from X"])
            #expect(try await back.receive(timeout: .seconds(60)) == ["", "our client", "", "OK"])
            try await broker.output(within: .seconds(60)) { lines in
                lines.contains { $0.wholeMatch(of: /Worker-[012]: from X/) != nil }
            }

            // The tasks of theirs: 100 done in all, by them and by us.
            var count = 0
            func clientLines() -> Int { broker.lines.count { $0.hasPrefix("Client-") } }
            while clientLines() < 100 {
                guard let task = try await front.tryReceive(within: .milliseconds(200)) else { continue }
                #expect(task.count == 5 && task[0].text == me && task[4] == "HELLO", "\(task)")
                count += 1
                // The answer shows which way it went.
                try await front.send([task[0], "", task[2], "", "from afar"])
            }
            // 20 are to be expected, give or take 4.
            #expect((5...45).contains(count))
            let answered = count
            try await broker.output(within: .seconds(60)) { lines in
                lines.count { $0.hasSuffix(": from afar") } == answered
            }
        }
        try await broker.endsWhenInterrupted()
    }

    @Test func `E-049 three brokers lose no task`() async throws {
        let path = Meeting.path()
        let brokers = try start("peering3", ["A", "B", "C"].map { "\(path)-\($0)" })
        for broker in brokers { try await broker.output(within: .seconds(60)) { $0.count > 10 } }
        try await Task.sleep(for: Self.watchTime)
        for broker in brokers {
            let lines = broker.lines.filter { !$0.hasPrefix("I: ") }
            #expect(lines.count > 20)
            // Also none with "E: CLIENT EXIT - lost task".
            #expect(lines.filter { $0.wholeMatch(of: /[0-9A-F]{4}/) == nil } == [])
            try await broker.endsWhenInterrupted()
        }
    }

    @Test(.needsPythonZMQ)
    func `E-049 what is too much for a broker is done by a peer of pyzmq`() async throws {
        let path = Meeting.path()
        let (me, other) = ("\(path)-A", "\(path)-X")
        let peer = try TestProgram.python("peerbroker.py", other, me)
        let broker = try TestProgram.built("peering3", me, other)
        try await peer.output(within: .seconds(90)) { lines in
            lines.count { $0.hasPrefix("task ") } >= 10 && lines.contains { $0.hasPrefix("state \(me) ") }
        }
        // The replies found their clients.
        let tasks = peer.lines(after: "task ")
        try await broker.output(within: .seconds(60)) { lines in
            tasks.dropLast(2).allSatisfy(lines.contains)
        }
        #expect(!broker.lines.contains { $0.hasPrefix("E: ") })
        // Its own workers did the rest.
        #expect(broker.lines.count - 2 > tasks.count)
        try await broker.endsWhenInterrupted()
    }

    @Test func `E-049 a broker whose peer is killed goes on, and soon sends it nothing any more`()
        async throws
    {
        let path = Meeting.path()
        let brokers = try start("peering3", ["A", "B"].map { "\(path)-\($0)" })
        for broker in brokers { try await broker.output(within: .seconds(60)) { $0.count > 20 } }
        brokers[1].kill()
        let before = brokers[0].lines.count
        // Only what was there when it died is lost. Each loss costs a client, ten in all; most are left.
        try await brokers[0].output(within: .seconds(90)) { $0.count > before + 60 }
        #expect(brokers[0].lines.count { $0.hasPrefix("E: ") } <= 5)
        try await brokers[0].endsWhenInterrupted()
    }
}
