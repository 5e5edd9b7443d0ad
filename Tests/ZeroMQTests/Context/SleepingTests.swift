import Testing
import ZeroMQ

/// H-06: pauses that do not hold up the end.
@Suite(.timeLimit(.minutes(2))) struct SleepingTests {
    @Test func `H-06 a pause takes its time`() async throws {
        let context = Context()
        let start = ContinuousClock.now
        try await context.sleep(for: .milliseconds(50))
        #expect(ContinuousClock.now >= start + .milliseconds(50))
        try await BlockingThread { try context.sleep(for: .milliseconds(50)) }.join()
        #expect(ContinuousClock.now >= start + .milliseconds(100))
    }

    @Test func `termination ends a pause, and there is none afterwards`() async throws {
        let context = Context()
        let thread = try BlockingThread { try context.sleep(for: .seconds(600)) }
        let task = Task { try await context.sleep(for: .seconds(600)) }
        context.shutDown()
        #expect(await errorCode { try await thread.join() } == .contextTerminated)
        #expect(await errorCode { try await task.value } == .contextTerminated)
        #expect(await errorCode { try await context.sleep(for: .seconds(600)) } == .contextTerminated)
    }

    @Test func `a pause can be cancelled`() async throws {
        let context = Context()
        let task = Task { try await context.sleep(for: .seconds(600)) }
        task.cancel()
        #expect(await errorCode { try await task.value } == .cancelled)
    }

    @Test func `silence is no error to who says so`() async throws {
        try await withContext { context in
            let (near, far) = (try PairSocket(in: context), try PairSocket(in: context))
            try far.connect(try near.bind("inproc://\(UniqueName.make())"))
            #expect(try await near.tryReceive(within: .milliseconds(5)) == nil)
            #expect(try await onThread { try near.tryReceive(within: .milliseconds(5)) } == nil)
            try await far.send("one")
            try await far.send("two")
            #expect(try await near.tryReceive(within: patience) == "one")
            #expect(try await onThread { try near.tryReceive(within: patience) } == "two")
            near.close()
            #expect(await errorCode { _ = try await near.tryReceive(within: patience) } == .socketClosed)
        }
    }
}
