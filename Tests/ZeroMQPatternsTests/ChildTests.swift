import Testing
import ZeroMQ
import ZeroMQPatterns

/// H-05, H-27: a child with a pipe to its parent.
@Suite(.timeLimit(.minutes(2))) struct ChildTests {
    private let context = Context()

    @Test func `H-05 a thread and its parent talk through the pipe`() async throws {
        let child = try ChildThread(in: context) { parent in
            var count = 0
            while case let message = try parent.receive(), message.text != "END" {
                try parent.send(message)
                count += 1
            }
            return count
        }
        for number in 0..<100 { try await child.pipe.send("\(number)") }
        for number in 0..<100 { #expect(try await child.pipe.receive().text == "\(number)") }
        try await child.pipe.send("END")
        #expect(try await child.join() == 100)
        #expect(child.isFinished)
    }

    @Test func `H-05 a task and its parent talk through the pipe`() async throws {
        let child = try ChildTask(in: context) { parent in
            let name = try await parent.receive()
            try await parent.send("Hello, \(name.text)")
        }
        try await child.pipe.send("World")
        #expect(try await child.pipe.receive().text == "Hello, World")
        try await child.join()
    }

    @Test func `what a child has sent is received after it has ended`() async throws {
        let child = try ChildThread(in: context) { parent in
            for number in 0..<50 { try parent.send("\(number)") }
        }
        try await child.join()
        for number in 0..<50 { #expect(try await child.pipe.receive().text == "\(number)") }
    }

    @Test func `the child's end closes when its code returns`() async throws {
        let child = try ChildTask(in: context) { _ in }
        try await child.join()
        while !child.pipe.peers.isEmpty { try await context.sleep(for: .milliseconds(1)) }
    }

    @Test func `a failure of the child is its parent's to see`() async throws {
        struct Failure: Error {}
        let thread = try ChildThread(in: context) { _ in throw Failure() }
        await #expect(throws: Failure.self) { try await thread.join() }
        let task = try ChildTask(in: context) { _ in throw Failure() }
        await #expect(throws: Failure.self) { try await task.join() }
    }

    @Test func `C-115 termination ends a child that waits`() async throws {
        let thread = try ChildThread(in: context) { try $0.receive() }
        let task = try ChildTask(in: context) { try await $0.receive() }
        context.shutDown()
        let first = await #expect(throws: ZMQError.self) { try await thread.join() }
        let second = await #expect(throws: ZMQError.self) { try await task.join() }
        #expect(first?.code == .contextTerminated && second?.code == .contextTerminated)
    }

    @Test func `a child that is cancelled stops waiting`() async throws {
        let child = try ChildTask(in: context) { try await $0.receive() }
        child.cancel()
        let error = await #expect(throws: ZMQError.self) { try await child.join() }
        #expect(error?.code == .cancelled)
    }

    @Test func `pipes are separate`() async throws {
        let pipes = try (0..<10).map { _ in try PairSocket.pipe(in: context) }
        for (number, pipe) in pipes.enumerated() { try await pipe.0.send("\(number)") }
        for (number, pipe) in pipes.enumerated() {
            #expect(try await pipe.1.receive().text == "\(number)")
            try await pipe.1.send("back \(number)")
            #expect(try await pipe.0.receive().text == "back \(number)")
        }
    }
}
