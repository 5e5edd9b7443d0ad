import TestPrograms
import Testing

/// rtreq and rtdealer, alone and with workers of pyzmq.
@Suite(.timeLimit(.minutes(3)))
struct RouterWorkerTests {
    /// The number in each line like "Completed: 20 tasks".
    private func counts(_ lines: [String]) -> [Int] {
        lines.compactMap { line in
            line.split { !$0.isNumber }.first.flatMap { Int($0) }
        }
    }

    @Test func `E-041 ten workers share the tasks about equally`() async throws {
        let program = try TestProgram.built("rtreq", Meeting.endpoint())
        #expect(try await program.exitStatus(within: .seconds(90)) == 0)
        #expect(program.lines.allSatisfy { $0.wholeMatch(of: /Completed: \d+ tasks/) != nil })
        let shares = counts(program.lines)
        #expect(shares.count == 10)
        #expect(shares.reduce(0, +) == 200)
        // 20 on average. They differ by what the random pauses make of it, and by when each thread began.
        #expect(shares.allSatisfy { (5...50).contains($0) }, "\(shares)")
    }

    @Test(.needsPythonZMQ) func `E-041 a worker of pyzmq that is fast gets most of the tasks`() async throws {
        let endpoint = Meeting.endpoint()
        let fast = try TestProgram.python("reqworker.py", endpoint, "ready")
        try await fast.line(containing: "ready")
        let program = try TestProgram.built("rtreq", endpoint, "9")
        #expect(try await program.exitStatus(within: .seconds(90)) == 0)
        let own = counts(program.lines)
        #expect(own.count == 9)
        let completed = try await fast.line(containing: "completed")
        let share = counts([completed]).first ?? 0
        #expect(own.reduce(share, +) == 200)
        // It does no work at all, the others 50 ms on average.
        #expect(share > own.max() ?? 0, "\(share) beside \(own)")
        #expect(try await fast.exitStatus() == 0)
    }

    @Test func `E-042 two workers get ten tasks together, A about twice as many`() async throws {
        var (a, b) = (0, 0)
        for _ in 0..<15 {
            let program = try TestProgram.built("rtdealer", Meeting.endpoint())
            #expect(try await program.exitStatus(within: .seconds(60)) == 0)
            let lines = program.lines.sorted()
            #expect(lines.map { $0.prefix(12) } == ["A received: ", "B received: "])
            let shares = counts(lines)
            try #require(shares.count == 2)
            #expect(shares[0] + shares[1] == 10)
            a += shares[0]
            b += shares[1]
        }
        // 100 and 50 are to be expected; that it is not more than half happens once in 100,000 runs.
        #expect(a > b, "\(a) and \(b)")
    }

    @Test(.needsPythonZMQ) func `E-042 the worker B may be one of pyzmq`() async throws {
        let endpoint = Meeting.endpoint()
        let other = try TestProgram.python("dealerworker.py", endpoint, "B")
        let program = try TestProgram.built("rtdealer", endpoint, "A")
        #expect(try await program.exitStatus(within: .seconds(60)) == 0)
        #expect(try await other.exitStatus(within: .seconds(60)) == 0)
        #expect(program.lines.count == 1)
        #expect(counts(program.lines + other.lines).reduce(0, +) == 10)
    }

    @Test(arguments: ["rtreq", "rtdealer"])
    func `H-08 Ctrl-C ends them while they wait for workers`(name: String) async throws {
        // No worker ever comes: none is started, and nobody else knows the endpoint.
        let program = try TestProgram.built(name, Meeting.endpoint(), name == "rtreq" ? "0" : "none")
        try await Task.sleep(for: .milliseconds(500))
        try await program.endsWhenInterrupted()
    }
}
