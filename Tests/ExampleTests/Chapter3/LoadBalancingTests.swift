import TestPrograms
import Testing
import ZeroMQ

/// The three forms of the load-balancing broker, which behave alike.
@Suite(.timeLimit(.minutes(3)))
struct LoadBalancingTests {
    static let brokers = ["lbbroker", "lbbroker2", "lbbroker3"]

    @Test(arguments: brokers)
    func `E-043 to E-045 ten clients are each answered once, by three workers`(name: String) async throws {
        // Two meet in the process by default, one at paths that must not be shared.
        let program =
            name == "lbbroker3"
            ? try TestProgram.built(name, Meeting.endpoint(), Meeting.endpoint())
            : try TestProgram.built(name)
        #expect(try await program.exitStatus(within: .seconds(60)) == 0)
        let clients = program.lines.filter { $0.hasPrefix("Client") }
        #expect(clients.sorted() == (0..<10).map { "Client-\($0): OK" })
        let workers = program.lines.filter { $0.hasPrefix("Worker") }
        #expect(workers.count == 10)
        #expect(workers.allSatisfy { $0.wholeMatch(of: /Worker-[012]: HELLO/) != nil })
        #expect(program.lines.count == 20)
    }

    @Test func `E-045 lbbroker3 ends a second after the tenth reply`() async throws {
        // From before its start, since its last line may be noticed late.
        let start = ContinuousClock.now
        let program = try TestProgram.built("lbbroker3", Meeting.endpoint(), Meeting.endpoint())
        #expect(try await program.exitStatus(within: .seconds(60)) == 0)
        #expect(ContinuousClock.now - start > .seconds(1))
        #expect(program.lines.count == 20)
    }

    @Test(arguments: brokers)
    func `P-06 the worker that has been free for longest is next`(name: String) async throws {
        let (front, back) = (Meeting.endpoint(), Meeting.endpoint())
        let program = try TestProgram.built(name, front, back, "0", "0")
        try await withContext { context in
            let crew = try Crew(count: 3, at: back, in: context) { _ in .zero }
            let client = try RequestSocket(in: context)
            try client.connect(front)
            func ask() async throws -> String {
                try await client.request("HELLO", timeout: .seconds(60)).text
            }
            // Until all three are there.
            var known: Set<String> = []
            for _ in 0..<500 where known.count < 3 { known.insert(try await ask()) }
            #expect(known.count == 3)
            var order: [String] = []
            for _ in 0..<9 { order.append(try await ask()) }
            #expect(Set(order[..<3]).count == 3, "\(order)")
            #expect(order[..<3] == order[3..<6] && order[..<3] == order[6...], "\(order)")
            crew.cancel()
        }
        try await program.endsWhenInterrupted()
    }

    @Test(arguments: brokers)
    func `P-06 shares follow speed: nobody waits for a slow worker while a fast one is free`(
        name: String
    ) async throws {
        let (front, back) = (Meeting.endpoint(), Meeting.endpoint())
        let program = try TestProgram.built(name, front, back, "0", "0")
        let answers = try await withContext { context in
            // Worker 0 takes ten times as long as the others.
            let crew = try Crew(count: 3, at: back, in: context) { number in
                number == 0 ? .milliseconds(300) : .milliseconds(30)
            }
            let answers = try await Self.answers(to: 6, at: front, in: context)
            crew.cancel()
            return answers
        }
        // Every request has exactly one answer.
        #expect(answers.count == 120)
        let shares = Dictionary(grouping: answers) { $0 }.mapValues(\.count)
        let slow = shares["0", default: 0]
        // Turn by turn it would be 40 for each; by speed 6, 57 and 57.
        for fast in ["1", "2"] { #expect(shares[fast, default: 0] > 2 * slow, "\(shares)") }
        try await program.endsWhenInterrupted()
    }

    /// What `count` clients are answered that ask 20 times each, at the same time.
    private static func answers(
        to count: Int, at endpoint: String, in context: Context
    ) async throws -> [String] {
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<count {
                group.addTask {
                    let client = try RequestSocket(in: context)
                    try client.connect(endpoint)
                    var answers: [String] = []
                    for _ in 0..<20 {
                        answers.append(try await client.request("HELLO", timeout: .seconds(60)).text)
                    }
                    return answers
                }
            }
            var all: [String] = []
            for try await answers in group { all += answers }
            return all
        }
    }

    @Test(.needsPythonZMQ, arguments: brokers)
    func `E-043 to E-045 clients and workers may be of pyzmq`(name: String) async throws {
        let (front, back) = (Meeting.endpoint(), Meeting.endpoint())
        let worker = try TestProgram.python("reqworker.py", back, "READY")
        let broker = try TestProgram.built(name, front, back, "0", "1")
        func tasks() -> [String] { worker.lines(after: "task ") + broker.lines(after: "Worker-0: ") }
        var count = 0
        // Until their worker has come.
        repeat {
            let clients = try (0..<2).map { _ in try TestProgram.python("hello.py", front, "50") }
            for client in clients {
                #expect(try await client.exitStatus(within: .seconds(60)) == 0)
                #expect(client.lines == [String](repeating: "reply OK", count: 50))
            }
            count += 100
        } while worker.lines(after: "task ").isEmpty && count < 2000
        #expect(!worker.lines(after: "task ").isEmpty)
        // What was printed may be read late.
        let deadline = ContinuousClock.now + .seconds(30)
        while tasks().count < count, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(tasks() == [String](repeating: "HELLO", count: count))
        try await broker.endsWhenInterrupted()
    }
}
