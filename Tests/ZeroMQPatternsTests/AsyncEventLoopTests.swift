import Testing
import ZeroMQ
import ZeroMQPatterns

/// The loop for tasks, on the real clock.
@Suite(.timeLimit(.minutes(2))) struct AsyncEventLoopTests {
    private let context = Context()
    private let near: PairSocket
    private let far: PairSocket

    init() throws {
        (near, far) = try PairSocket.pipe(in: context)
    }

    @Test func `H-20 messages and timers are handled one after the other, and handlers may await`()
        async throws
    {
        let loop = try AsyncEventLoop(in: context)
        var log: [String] = []
        var isBusy = false
        func handle(_ text: String) async throws {
            #expect(!isBusy)
            isBusy = true
            try await context.sleep(for: .milliseconds(1))
            isBusy = false
            log.append(text)
        }
        try loop.onMessage(of: near) { message in
            try await handle(message.text)
            try await near.send("reply to \(message.text)")
            if log.count >= 20, log.contains("tick") { loop.stop() }
        }
        try loop.every(.milliseconds(2)) {
            try await handle("tick")
            try await far.send("request")
        }
        #expect(try await loop.run() == .stopped)
        #expect(try await far.receive().text == "reply to request")
    }

    @Test func `a handler that is removed is not called any more`() async throws {
        let loop = try AsyncEventLoop(in: context)
        var reader: PollItem?
        reader = try loop.onMessage(of: near) { _ in
            if let reader { #expect(loop.remove(reader)) }
            loop.after(.milliseconds(20)) { loop.stop() }
        }
        for _ in 0..<2 { try await far.send("x") }
        #expect(try await loop.run() == .stopped)
        #expect(try near.tryReceive() != nil)
        #expect(try near.tryReceive() == nil)
    }

    @Test func `cancelling the task ends the loop`() async throws {
        let context = context
        let near = near
        let task = Task {
            let loop = try AsyncEventLoop(in: context)
            try loop.onMessage(of: near) { _ in }
            return try await loop.run()
        }
        try await context.sleep(for: .milliseconds(10))
        task.cancel()
        #expect(try await task.value == .cancelled)
    }

    @Test func `termination ends the loop, wherever it waits`() async throws {
        let loop = try AsyncEventLoop(in: context)
        try loop.onMessage(of: near) { _ in
            context.shutDown()
            _ = try await near.receive()
        }
        try await far.send("now")
        #expect(try await loop.run() == .terminated)
    }

    @Test func `an interrupt from elsewhere ends the loop`() async throws {
        let interrupt = try Interrupt()
        let loop = try AsyncEventLoop(in: context)
        loop.stop(on: interrupt)
        try loop.onMessage(of: near) { _ in }
        let thread = try BlockingThread { interrupt.trigger() }
        #expect(try await loop.run() == .interrupted)
        try await thread.join()
    }
}
