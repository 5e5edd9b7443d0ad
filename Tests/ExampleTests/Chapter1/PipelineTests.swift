import TestPrograms
import Testing
import ZeroMQ

/// taskvent, taskwork and tasksink, each between sockets of the test, together, and with pyzmq.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct PipelineTests {
    static let marks = String(repeating: ":.........", count: 10)

    @Test func `E-006 taskvent sends nothing before Enter, then the start and a hundred tasks`() async throws
    {
        try await withContext { context in
            let (tasks, results) = (TestEndpoint.make(), TestEndpoint.make())
            let sink = try PullSocket(in: context)
            try sink.bind(results)
            let ventilator = try TestProgram.built("taskvent", tasks, results)
            try await ventilator.line(containing: "Press Enter when the workers are ready: ")
            let worker = try PullSocket(in: context)
            try await worker.connect(tasks).ready(timeout: .seconds(60))
            try await sink.waitForPeers(1)
            await #expect(throws: ZMQError.self) { try await worker.receive(timeout: .milliseconds(200)) }
            #expect(try sink.tryReceive() == nil)

            try ventilator.type("")
            #expect(try await sink.receive(timeout: .seconds(30)) == "0")
            var workloads: [Int] = []
            for _ in 0..<100 {
                workloads.append(Int(try await worker.receive(timeout: .seconds(30)).text) ?? 0)
            }
            #expect(workloads.allSatisfy { (1...100).contains($0) })
            #expect(Set(workloads).count > 10)
            #expect(try await ventilator.exitStatus() == 0)
            let total = workloads.reduce(0, +)
            #expect(
                ventilator.lines.suffix(2) == [
                    "Sending tasks to workers...", "Total expected cost: \(total) msec",
                ])
            #expect(try worker.tryReceive() == nil)
            #expect(try sink.tryReceive() == nil)
        }
    }

    @Test func `E-007 taskwork prints a dot at once, and an empty message follows the work`() async throws {
        try await withContext { context in
            let ventilator = try PushSocket(in: context)
            let sink = try PullSocket(in: context)
            let worker = try TestProgram.built(
                "taskwork", "\(try ventilator.bind("tcp://127.0.0.1:*"))",
                "\(try sink.bind("tcp://127.0.0.1:*"))"
            )
            for _ in 0..<3 { try await ventilator.send("5") }
            for _ in 0..<3 { #expect(try await sink.receive(timeout: .seconds(30)) == "") }
            // An hour of work.
            try await ventilator.send("3600000")
            try await worker.unfinishedLine("....")
            #expect(try sink.tryReceive() == nil)
            try await worker.endByInterrupt()
        }
    }

    @Test func `E-008 tasksink marks a hundred results and tells how long they took`() async throws {
        try await withContext { context in
            let endpoint = TestEndpoint.make()
            let sink = try TestProgram.built("tasksink", endpoint)
            let worker = try PushSocket(in: context)
            try await worker.connect(endpoint).ready(timeout: .seconds(60))
            // What comes before the start does not count.
            let start = ContinuousClock.now
            try await worker.send("0")
            for _ in 0..<50 { try await worker.send("") }
            try await sink.unfinishedLine(String(Self.marks.prefix(50)))
            try await Task.sleep(for: .milliseconds(300))
            for _ in 0..<50 { try await worker.send("") }
            #expect(try await sink.exitStatus() == 0)
            let limit = start.duration(to: .now) / .milliseconds(1)

            #expect(sink.lines.count == 2)
            #expect(sink.lines.first == Self.marks)
            let words = try #require(sink.lines.last).split(separator: " ")
            #expect(words.dropLast(2) == ["Total", "elapsed", "time:"] && words.last == "msec")
            let elapsed = try #require(Double(words[3]))
            #expect(elapsed >= 290)
            #expect(elapsed <= limit)
        }
    }

    /// Runs a batch of equal tasks through `count` taskworks, and returns what tasksink measured, how long the batch
    /// took from the first task's departure to tasksink's end, and how many tasks each worker had.
    static func batch(
        workers count: Int,
        of milliseconds: Int
    ) async throws -> (elapsed: Int, whole: Duration, shares: [Int]) {
        try await withContext { context in
            let results = TestEndpoint.make()
            let sink = try TestProgram.built("tasksink", results)
            let ventilator = try PushSocket(in: context)
            let endpoint = "\(try ventilator.bind("tcp://127.0.0.1:*"))"
            let workers = try (0..<count).map { _ in try TestProgram.built("taskwork", endpoint, results) }
            try await ventilator.waitForPeers(count)
            let starter = try PushSocket(in: context)
            try starter.connect(results)
            try await starter.send("0")
            let start = ContinuousClock.now
            for _ in 0..<100 { try await ventilator.send("\(milliseconds)") }
            #expect(try await sink.exitStatus(within: .seconds(120)) == 0)
            let whole = start.duration(to: .now)
            for worker in workers { try await worker.endByInterrupt() }
            let words = try #require(sink.lines.last).split(separator: " ")
            let elapsed = try #require(words.dropFirst(3).first.flatMap { Int($0) })
            return (elapsed, whole, workers.map(\.dotCount))
        }
    }

    /// All at the same time, so that the machine is as busy for one as for the others.
    @Test func `P-03 two workers take half of the time, four a quarter, and have equal shares`() async throws
    {
        async let one = Self.batch(workers: 1, of: 40)
        async let two = Self.batch(workers: 2, of: 40)
        async let four = Self.batch(workers: 4, of: 40)
        let batches = try await (one, two, four)
        #expect(batches.0.shares == [100])
        #expect(batches.1.shares == [50, 50])
        #expect(batches.2.shares == [25, 25, 25, 25])
        // No worker can be faster than its tasks. A busy machine may start tasksink's own clock after the first of
        // them.
        #expect(batches.0.whole >= .seconds(4))
        #expect(batches.1.whole >= .seconds(2))
        #expect(batches.2.whole >= .seconds(1))
        #expect(Double(batches.1.elapsed) < Double(batches.0.elapsed) * 0.75)
        #expect(Double(batches.2.elapsed) < Double(batches.1.elapsed) * 0.75)
    }

    @Test func `E-006 ventilator, workers and sink work together`() async throws {
        let (tasks, results) = (TestEndpoint.make(), TestEndpoint.make())
        let ventilator = try TestProgram.built("taskvent", tasks, results)
        try await ventilator.line(containing: "Press Enter")
        let sink = try TestProgram.built("tasksink", results)
        let workers = try (0..<3).map { _ in try TestProgram.built("taskwork", tasks, results) }
        try ventilator.type("")
        #expect(try await ventilator.exitStatus() == 0)
        #expect(try await sink.exitStatus(within: .seconds(120)) == 0)
        #expect(sink.lines.first == Self.marks)
        for worker in workers { try await worker.endByInterrupt() }
        #expect(workers.reduce(0) { $0 + $1.dotCount } == 100)
    }

    @Test(.needsPythonZMQ)
    func `E-007 taskwork stands between the ventilator and the sink of pyzmq`() async throws {
        let (tasks, results) = (TestEndpoint.make(), TestEndpoint.make())
        let sink = try TestProgram.python("sink.py", results, "20")
        let ventilator = try TestProgram.python("ventilator.py", tasks, results, "20", "2")
        try await ventilator.line(containing: "ready")
        let worker = try TestProgram.built("taskwork", tasks, results)
        try ventilator.type("")
        try await sink.line(containing: "begin 0")
        try await sink.line(containing: "done 20")
        #expect(try await ventilator.exitStatus() == 0)
        #expect(try await sink.exitStatus() == 0)
        try await worker.endByInterrupt()
        #expect(worker.dotCount == 20)
    }

    @Test(.needsPythonZMQ)
    func `E-006 a worker of pyzmq stands between taskvent and tasksink`() async throws {
        let (tasks, results) = (TestEndpoint.make(), TestEndpoint.make())
        let sink = try TestProgram.built("tasksink", results)
        let ventilator = try TestProgram.built("taskvent", tasks, results)
        try await ventilator.line(containing: "Press Enter")
        let worker = try TestProgram.python("worker.py", tasks, results)
        try ventilator.type("")
        #expect(try await ventilator.exitStatus() == 0)
        #expect(try await sink.exitStatus() == 0)
        #expect(sink.lines.first == Self.marks)
        try await worker.output { $0.count == 100 }
        let workloads = worker.lines.compactMap { Int($0.dropFirst("task ".count)) }
        #expect(ventilator.lines.last == "Total expected cost: \(workloads.reduce(0, +)) msec")
        worker.kill()
        _ = try await worker.exitStatus()
    }
}
