import TestPrograms
import TestSeeds
import Testing
import ZeroMQ

#if os(Linux)
/// What a process holds. Each test has a process of its own, so that the others do not disturb the counts.
@Suite(.onOwnThreads, .timeLimit(.minutes(10)))
struct ResourceTests {
    @Test func `C-032 ten thousand sockets opened and closed leave no descriptor and no memory behind`() async
    {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let context = Context()
                let hub = try PullSocket(in: context)
                let endpoints = [
                    try hub.bind("tcp://127.0.0.1:*"), try hub.bind("ipc://*"),
                    try hub.bind("inproc://\(UniqueName.make())"),
                ]
                var before = ProcessResources()
                for round in 0..<10_000 {
                    let push = try PushSocket(in: context)
                    try push.connect(endpoints[round % 3])
                    try await push.send("x")
                    _ = try await hub.next()
                    push.close()
                    if round == 2000 {
                        try await hub.hasPeers(0)
                        before = ProcessResources()
                    }
                }
                try await hub.hasPeers(0)
                // Far less than a link and its queues have.
                try await before.areRestored(exceptBytes: 1_000_000)
                await context.terminate()
            }
        }
    }

    @Test func `C-210 peers that come and go over one endpoint leave nothing behind`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let context = Context()
                let bound = try DealerSocket(in: context)
                let endpoint = try bound.bind("ipc://*")
                let name = try bound.bind("inproc://\(UniqueName.make())")
                let before = ProcessResources()
                for round in 0..<16_000 {
                    let dealer = try DealerSocket(in: context)
                    let connection = try dealer.connect(round.isMultiple(of: 2) ? endpoint : name)
                    try await dealer.send("x")
                    // Left unread every now and then.
                    if round % 10 != 0 { _ = try await bound.next() }
                    try await bound.send("y")
                    try connection.disconnect()
                }
                // Some have not even connected yet.
                try await before.areRestored(exceptBytes: 2_000_000) {
                    while try bound.tryReceive() != nil {}
                }
            }
        }
    }

    @Test func `ten thousand idle sockets hold no descriptor`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let before = ProcessResources()
                let context = try Context(options: ContextOptions(maximumSockets: 20_000))
                var sockets: [Socket] = []
                for index in 0..<10_000 {
                    sockets.append(
                        try Socket(SocketType.allCases[index % SocketType.allCases.count], in: context))
                }
                // The test's own machinery may open some meanwhile.
                #expect(ProcessResources().descriptors < before.descriptors + 100)
                #expect(context.socketCount == 10_000)
                await context.terminate()
                #expect(context.socketCount == 0)
                sockets = []
            }
        }
    }

    @Test func `C-031 contexts that are dropped without being ended leave nothing behind`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                var before = ProcessResources()
                for round in 0..<300 {
                    let context = Context()
                    let pull = try PullSocket(in: context)
                    let push = try PushSocket(in: context)
                    try await join(pull, push, over: TransportUnderTest.allCases[round % 3])
                    for _ in 0..<10 { try await push.send("x") }
                    let absent = try PushSocket(in: context, options: SocketOptions(linger: .none))
                    try absent.connect("tcp://127.0.0.1:1")
                    _ = try absent.trySend("x")
                    if round == 20 { before = ProcessResources() }
                }
                try await before.areRestored(exceptBytes: 1_000_000)
            }
        }
    }

    @Test func `two hundred exits under load are all bounded`() async {
        let seed = SeededRandom.announced(for: "exits under load").seed
        await #expect(processExitsWith: .success) { [seed = seed as UInt64] in
            await tellingErrors {
                var random = SeededRandom(seed: seed)
                for _ in 0..<200 {
                    let context = Context()
                    let transport = TransportUnderTest.allCases.randomElement(using: &random) ?? .tcp
                    let push = try PushSocket(
                        in: context, options: SocketOptions(linger: .upTo(.milliseconds(20))))
                    let pull = try PullSocket(in: context)
                    let publisher = try PublisherSocket(in: context)
                    let subscriber = try SubscriberSocket(in: context)
                    try subscriber.subscribe(to: "")
                    try push.connect(try pull.bind(transport.anyEndpoint))
                    try subscriber.connect(try publisher.bind(transport.anyEndpoint))
                    let tasks = [
                        Task { while true { try await push.send("x") } },
                        Task { while true { _ = try await pull.receive() } },
                        Task { while true { try await publisher.send(["a", "b"]) } },
                        Task { for try await _ in subscriber.messages {} },
                        Task { try await onThread { while true { try push.send("y") } } },
                        Task { try await onThread { while true { _ = try pull.receive() } } },
                    ]
                    try await Task.sleep(for: .microseconds(Int.random(in: 0...3000, using: &random)))
                    let start = ContinuousClock.now
                    if Bool.random(using: &random) { push.close() }
                    if Bool.random(using: &random) { pull.close() }
                    await context.terminate()
                    for task in tasks { _ = await task.result }
                    let time = ContinuousClock.now - start
                    #expect(time < .seconds(20), "it took \(time) over \(transport)")
                }
            }
        }
    }
}
#endif
