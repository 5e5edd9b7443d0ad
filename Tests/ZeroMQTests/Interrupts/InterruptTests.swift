import TestPrograms
import Testing
import ZeroMQ

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// C-112 to C-115, H-08: Ctrl-C. Real signals in processes of their own.
@Suite(.onOwnThreads, .timeLimit(.minutes(2))) struct InterruptTests {
    @Test func `C-113 the first signal is told, to all who want to know`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let (first, second) = (try Interrupt(), try Interrupt())
                #expect(!first.isInterrupted)
                kill(getpid(), SIGINT)
                try await first.wait()
                try await second.wait()
                #expect(first.isInterrupted && second.isInterrupted)
            }
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `H-08 the second signal kills`(number: Int32) async {
        await #expect(processExitsWith: .signal(number)) { [number] in
            let interrupt = try Interrupt()
            // One kind of signal may follow the other.
            kill(getpid(), SIGINT + SIGTERM - number)
            try await interrupt.wait()
            // Not at the same time, as the next test has it.
            try await Task.sleep(for: .milliseconds(150))
            kill(getpid(), number)
            try await Task.sleep(for: .seconds(60))
            exit(0)
        }
    }

    @Test func `H-08 a signal that is delivered twice is one`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let interrupt = try Interrupt()
                let calls = Shared(0)
                interrupt.onInterrupt { calls.change { $0 += 1 } }
                for _ in 0..<2 { kill(getpid(), SIGINT) }
                try await interrupt.wait()
                #expect(calls.value == 1)
            }
        }
    }

    @Test func `without an object there is no handler any more`() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            do { _ = try Interrupt() }
            kill(getpid(), SIGTERM)
            try await Task.sleep(for: .seconds(60))
            exit(0)
        }
    }

    @Test func `as long as one object is there the signal is caught`() async {
        await #expect(processExitsWith: .success) {
            await tellingErrors {
                let interrupt = try Interrupt()
                do { _ = try Interrupt() }
                kill(getpid(), SIGTERM)
                try await interrupt.wait()
            }
        }
    }

    @Test func `H-08 Ctrl-C ends a blocking program, all its threads, and cleanly`() async {
        await #expect(processExitsWith: .exitCode(7)) {
            let thread = try BlockingThread {
                try runUntilInterrupted { context in
                    let socket = try PullSocket(in: context)
                    try socket.bind("inproc://a")
                    let other = try BlockingThread {
                        kill(getpid(), SIGINT)
                        try context.sleep(for: .seconds(600))
                    }
                    do {
                        try other.join()
                    } catch let error as ZMQError {
                        precondition(error.code == .contextTerminated)
                    }
                    _ = try socket.receive()
                }
            }
            let result: Void? = try await thread.join()
            exit(result == nil ? 7 : 0)
        }
    }

    @Test func `H-08 Ctrl-C cancels an asynchronous program, which can still use its sockets`() async {
        await #expect(processExitsWith: .exitCode(7)) {
            let result: Void? = try await runUntilInterrupted { context in
                let (near, far) = (try PairSocket(in: context), try PairSocket(in: context))
                try near.bind("inproc://a")
                try far.connect("inproc://a")
                kill(getpid(), SIGINT)
                do {
                    _ = try await near.receive()
                } catch {
                    precondition((error as? ZMQError)?.code == .cancelled)
                    let isSent = try far.trySend("last words")
                    let words = try near.tryReceive()
                    precondition(isSent && words?.text == "last words")
                    throw error
                }
            }
            exit(result == nil ? 7 : 0)
        }
    }

    @Test func `what is returned is returned, and what is thrown is thrown`() async throws {
        struct Failure: Error {}
        let five = try await runUntilInterrupted { context in
            try await context.sleep(for: .zero)
            return 5
        }
        #expect(five == 5)
        await #expect(throws: Failure.self) {
            try await runUntilInterrupted { context in
                try await context.sleep(for: .zero)
                throw Failure()
            }
        }
        let six = try BlockingThread { try runUntilInterrupted { _ in 6 } }
        #expect(try await six.join() == 6)
        let failing = try BlockingThread { () throws -> Void? in
            try runUntilInterrupted { _ in throw Failure() }
        }
        await #expect(throws: Failure.self) { try await failing.join() }
    }

    @Test func `an end that is not the interrupt's is an error`() async throws {
        let error = await #expect(throws: ZMQError.self) {
            try await runUntilInterrupted { context in
                context.shutDown()
                try await context.sleep(for: .seconds(60))
            }
        }
        #expect(error?.code == .contextTerminated)
    }

    @Test func `the context has ended when the function returns`() async throws {
        let result = try await runUntilInterrupted { context in
            await Task.yield()
            return context
        }
        let context = try #require(result)
        #expect(await errorCode { _ = try PullSocket(in: context) } == .contextTerminated)
    }

    @Test func `a triggered interrupt is told once, and at once to who asks late`() async throws {
        let interrupt = try Interrupt()
        let calls = Shared(0)
        interrupt.onInterrupt { calls.change { $0 += 1 } }
        interrupt.trigger()
        interrupt.trigger()
        #expect(calls.value == 1)
        interrupt.onInterrupt { calls.change { $0 += 10 } }
        #expect(calls.value == 11)
        try await interrupt.wait()
        try await onThread { interrupt.wait() }
    }

    @Test func `waiting for an interrupt can be cancelled`() async throws {
        let task = Task { try await Interrupt().wait() }
        task.cancel()
        let error = await #expect(throws: ZMQError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }
}
