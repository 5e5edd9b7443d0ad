import Testing
import ZeroMQ

/// On a clock that moves only when somebody waits, so all times are exact.
@Suite struct PollerTimerTests {
    let reactor = VirtualClockReactor()
    let context: Context
    let poller: Poller

    init() throws {
        context = try Context(reactor: reactor)
        poller = try Poller(in: context)
    }

    @Test func `a wait lasts until the next timer`() throws {
        let start = reactor.now
        let slow = try poller.addTimer(every: .seconds(3))
        let fast = try poller.addTimer(every: .seconds(2))
        var seen: [(PollItem, Duration)] = []
        while seen.count < 8 {
            for event in try poller.wait() { seen.append((event.item, start.duration(to: reactor.now))) }
        }
        #expect(seen.map(\.0) == [fast, slow, fast, slow, fast, fast, slow, fast])
        #expect(seen.map(\.1) == [2, 3, 4, 6, 6, 8, 9, 10].map { .seconds($0) })
    }

    @Test func `a wait that comes late counts what it missed, and the beat stays`() throws {
        let timer = try poller.addTimer(every: .seconds(10))
        reactor.advance(by: .seconds(35))
        #expect(try poller.tryWait()[timer]?.expirations == 3)
        #expect(try poller.tryWait().isEmpty)
        let before = reactor.now
        #expect(try poller.wait()[timer]?.expirations == 1)
        #expect(before.duration(to: reactor.now) == .seconds(5))
    }

    @Test func `a timer may have the longest interval there is`() throws {
        let longest = Duration(attoseconds: .max)
        let timer = try poller.addTimer(every: longest)
        #expect(try poller.restartTimer(timer, every: longest))
        #expect(try poller.wait(timeout: .seconds(1)).isEmpty)
    }

    @Test func `a timer is due exactly at its time`() throws {
        let timer = try poller.addTimer(every: .seconds(10))
        reactor.advance(by: .seconds(10) - .nanoseconds(1))
        #expect(try poller.tryWait().isEmpty)
        reactor.advance(by: .nanoseconds(1))
        #expect(try poller.tryWait()[timer]?.expirations == 1)
        reactor.advance(by: .seconds(20))
        #expect(try poller.tryWait()[timer]?.expirations == 2)
    }

    @Test func `a timer for once is reported once`() throws {
        let timer = poller.addTimer(after: .seconds(5))
        #expect(try poller.wait(timeout: .seconds(4)).isEmpty)
        #expect(try poller.wait(timeout: .seconds(4))[timer]?.expirations == 1)
        #expect(try poller.wait(timeout: .seconds(60)).isEmpty)
        #expect(!poller.remove(timer))
        #expect(try !poller.restartTimer(timer))
    }

    @Test func `a timer without delay is due at once`() throws {
        let timer = poller.addTimer(after: .zero)
        #expect(try poller.tryWait().contains(timer))
    }

    @Test func `a removed timer is not reported`() throws {
        let timer = try poller.addTimer(every: .seconds(1))
        #expect(poller.remove(timer))
        #expect(try poller.wait(timeout: .seconds(60)).isEmpty)
    }

    @Test func `a restarted timer begins its interval anew`() throws {
        let start = reactor.now
        let timer = try poller.addTimer(every: .seconds(10))
        reactor.advance(by: .seconds(9))
        #expect(try poller.restartTimer(timer))
        #expect(try poller.wait().contains(timer))
        #expect(start.duration(to: reactor.now) == .seconds(19))
        #expect(try poller.restartTimer(timer, every: .seconds(2)))
        for _ in 0..<2 { #expect(try poller.wait().contains(timer)) }
        #expect(start.duration(to: reactor.now) == .seconds(23))
    }

    @Test func `timers and sockets that are ready together come in the order of adding`() throws {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try push.connect(pull.bind(anyInproc()))
        let first = try poller.addTimer(every: .seconds(2))
        let work = try poller.add(pull)
        let last = try poller.addTimer(every: .seconds(1))
        try push.send("job")
        reactor.advance(by: .seconds(2))
        #expect(try poller.tryWait().map(\.item) == [first, work, last])
        #expect(try poller.tryWait().map(\.item) == [work])
    }

    @Test(arguments: [Duration.zero, .seconds(-1)])
    func `an interval that is not positive is refused`(interval: Duration) throws {
        let timer = try poller.addTimer(every: .seconds(1))
        for attempt in [
            { _ = try poller.addTimer(every: interval) },
            { _ = try poller.restartTimer(timer, every: interval) },
        ] {
            let error = #expect(throws: ZMQError.self) { try attempt() }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test func `on the real clock no timer ends a suspended wait too early`() async throws {
        let poller = try Poller(in: Context())
        let start = ContinuousClock.now
        let delays = [40, 10, 25].map { Duration.milliseconds($0) }
        var pending = Dictionary(uniqueKeysWithValues: delays.map { (poller.addTimer(after: $0), $0) })
        while !pending.isEmpty {
            for event in try await poller.wait() {
                let delay = try #require(pending[event.item])
                pending[event.item] = nil
                #expect(start.duration(to: .now) >= delay)
            }
        }
    }
}
