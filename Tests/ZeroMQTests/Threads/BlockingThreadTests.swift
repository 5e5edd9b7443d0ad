import Testing
import ZeroMQ

/// H-04: threads that others can wait for.
@Suite(.timeLimit(.minutes(2))) struct BlockingThreadTests {
    @Test func `H-04 a thread runs beside its parent, which waits for its result`() async throws {
        try await withContext { context in
            let (near, far) = (try PairSocket(in: context), try PairSocket(in: context))
            let endpoint = try near.bind("inproc://\(UniqueName.make())")
            try far.connect(endpoint)
            let thread = try BlockingThread { try far.receive().text }
            #expect(!thread.isFinished)
            try await near.send("go")
            #expect(try await thread.join() == "go")
            #expect(thread.isFinished)
            // Again, and blocking.
            #expect(try await BlockingThread { try thread.join() }.join() == "go")
        }
    }

    @Test func `a thread's failure is thrown by who waits for it`() async throws {
        struct Failure: Error {}
        let thread = try BlockingThread { throw Failure() }
        await #expect(throws: Failure.self) { try await thread.join() }
    }

    @Test func `many wait for one, and one for many`() async throws {
        let numbers = try (0..<50).map { number in try BlockingThread { number } }
        let sum = try BlockingThread { try numbers.map { try $0.join() }.reduce(0, +) }
        let waiting = try (0..<10).map { _ in try BlockingThread { try sum.join() } }
        for thread in waiting { #expect(try await thread.join() == 1225) }
    }

    @Test func `what a thread holds is let go of when it ends`() async throws {
        final class Canary: Sendable {}
        weak var remains: Canary?
        do {
            let canary = Canary()
            remains = canary
            try await BlockingThread { _ = canary }.join()
        }
        // The thread may be on its last steps.
        try await eventually("the canary is gone") { remains == nil }
    }
}
