import Testing
import ZMQSimulator
import ZeroMQ
import ZeroMQPatterns

/// H-07, H-20: sockets and timers in one loop. On a virtual clock: a wait takes no time.
@Suite struct EventLoopTests {
    private let simulation = Simulation()
    private let context: Context
    private let near: PairSocket
    private let far: PairSocket

    init() throws {
        context = try simulation.makeContext()
        (near, far) = try PairSocket.pipe(in: context)
    }

    /// The milliseconds since the simulation began.
    private var now: Int { Int(simulation.elapsed / .milliseconds(1)) }

    @Test func `H-20 a handler gets each message, until it ends the loop`() throws {
        let loop = try EventLoop(in: context)
        var received: [String] = []
        try loop.onMessage(of: near) { message in
            received.append(message.text)
            if received.count == 3 { loop.stop() }
        }
        for text in ["a", "b", "c", "d"] { try far.send(Message(text)) }
        #expect(try loop.run() == .stopped)
        #expect(received == ["a", "b", "c"])
        // What was not handled stays.
        #expect(try near.tryReceive()?.text == "d")
    }

    @Test func `H-20 timers go off once, so many times, or for ever`() throws {
        let loop = try EventLoop(in: context)
        var log: [String] = []
        loop.after(.milliseconds(250)) { log.append("once \(now)") }
        try loop.every(.milliseconds(100), times: 3) { log.append("thrice \(now)") }
        try loop.every(.milliseconds(140)) {
            log.append("ever \(now)")
            if now == 560 { loop.stop() }
        }
        #expect(try loop.run() == .stopped)
        #expect(
            log == [
                "thrice 100", "ever 140", "thrice 200", "once 250", "ever 280", "thrice 300", "ever 420",
                "ever 560",
            ])
    }

    @Test func `a loop with nothing left to wait for ends`() throws {
        let loop = try EventLoop(in: context)
        #expect(try loop.run() == .stopped)
        var count = 0
        try loop.every(.seconds(1), times: 2) { count += 1 }
        #expect(try loop.run() == .stopped)
        #expect(count == 2)
        #expect(simulation.elapsed == .seconds(2))
    }

    @Test func `H-20 handlers are added and removed while the loop runs`() throws {
        let loop = try EventLoop(in: context)
        var log: [String] = []
        var reader: PollItem?
        func listen() throws {
            reader = try loop.onMessage(of: near) { log.append("\($0.text) \(now)") }
        }
        try far.send("1")
        // Not before 100, not between 300 and 500.
        loop.after(.milliseconds(100)) { try listen() }
        loop.after(.milliseconds(200)) { try far.send("2") }
        loop.after(.milliseconds(300)) { #expect(reader.map(loop.remove) == true) }
        loop.after(.milliseconds(400)) { try far.send("3") }
        loop.after(.milliseconds(500)) {
            #expect(reader.map(loop.remove) == false)
            try listen()
        }
        loop.after(.milliseconds(600)) { loop.stop() }
        #expect(try loop.run() == .stopped)
        #expect(log == ["1 100", "2 200", "3 500"])
    }

    @Test func `a handler that another one removes is not called for what is there already`() throws {
        let loop = try EventLoop(in: context)
        let (other, otherFar) = try PairSocket.pipe(in: context)
        var second: PollItem?
        try loop.onMessage(of: near) { _ in
            if let second { loop.remove(second) }
        }
        second = try loop.onMessage(of: other) { _ in Issue.record("it was removed") }
        try far.send("first")
        try otherFar.send("second")
        loop.after(.seconds(1)) { loop.stop() }
        #expect(try loop.run() == .stopped)
        #expect(try other.tryReceive()?.text == "second")
    }

    @Test func `what was added first is handled first`() throws {
        let loop = try EventLoop(in: context)
        let (other, otherFar) = try PairSocket.pipe(in: context)
        var log: [String] = []
        for socket in [other, near] {
            try loop.onMessage(of: socket) {
                log.append($0.text)
                if log.count == 4 { loop.stop() }
            }
        }
        for _ in 0..<2 {
            try far.send("low")
            try otherFar.send("high")
        }
        try loop.run()
        #expect(log == ["high", "low", "high", "low"])
    }

    @Test func `a loop that was busy calls a repeated timer once for what it missed`() throws {
        let loop = try EventLoop(in: context)
        var calls: [Int] = []
        loop.after(.milliseconds(50)) { try context.sleep(for: .milliseconds(500)) }
        try loop.every(.milliseconds(100), times: 3) { calls.append(now) }
        try loop.run()
        #expect(calls == [550, 600, 700])
    }

    @Test func `a repeated timer is restarted`() throws {
        let loop = try EventLoop(in: context)
        var calls: [Int] = []
        let timer = try loop.every(.milliseconds(100), times: 2) { calls.append(now) }
        loop.after(.milliseconds(70)) {
            let isRestarted = try loop.restartTimer(timer)
            #expect(isRestarted)
        }
        try loop.run()
        #expect(calls == [170, 270])
    }

    @Test func `readiness to send is an event too`() throws {
        let options = SocketOptions(sendHighWaterMark: 2, receiveHighWaterMark: 2)
        let (small, reader) = try PairSocket.pipe(in: context, options: options)
        while try small.trySend("full") {}
        let loop = try EventLoop(in: context)
        var sent: [Int] = []
        try loop.onReady(small, for: .send) { event in
            #expect(event.canSend)
            sent.append(now)
            loop.stop()
        }
        loop.after(.milliseconds(100)) { while try reader.tryReceive() != nil {} }
        #expect(try loop.run() == .stopped)
        #expect(sent == [100])
    }

    @Test func `what a handler throws ends the loop`() throws {
        struct Failure: Error {}
        let loop = try EventLoop(in: context)
        loop.after(.zero) { throw Failure() }
        #expect(throws: Failure.self) { try loop.run() }
    }

    @Test func `a closed socket ends the loop with an error`() throws {
        let loop = try EventLoop(in: context)
        try loop.onMessage(of: near) { _ in }
        loop.after(.seconds(1)) { near.close() }
        #expect(throws: ZMQError.self) { try loop.run() }
    }

    @Test func `termination ends the loop`() throws {
        let loop = try EventLoop(in: context)
        try loop.onMessage(of: near) { _ in }
        loop.after(.seconds(1)) { context.shutDown() }
        #expect(try loop.run() == .terminated)
    }

    @Test func `an interrupt ends the loop, also one that came before`() throws {
        let interrupt = try Interrupt()
        for _ in 0..<2 {
            let loop = try EventLoop(in: context)
            loop.stop(on: interrupt)
            try loop.onMessage(of: near) { _ in }
            loop.after(.seconds(1)) { interrupt.trigger() }
            #expect(try loop.run() == .interrupted)
        }
        #expect(simulation.elapsed < .seconds(2))
    }

    @Test func `a loop that has ended holds on to nothing`() throws {
        final class Canary {}
        weak var remains: Canary?
        weak var loopRemains: EventLoop?
        do {
            let (canary, loop) = (Canary(), try EventLoop(in: context))
            (remains, loopRemains) = (canary, loop)
            try loop.onMessage(of: near) { _ in _ = (canary, loop) }
            loop.after(.seconds(1)) { loop.stop() }
            try loop.run()
        }
        #expect(remains == nil)
        #expect(loopRemains == nil)
    }
}
