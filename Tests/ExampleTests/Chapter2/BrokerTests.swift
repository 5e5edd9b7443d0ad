import TestPrograms
import Testing
import ZeroMQ

/// rrbroker and msgqueue, which do the same, with rrclient, rrworker and pyzmq around them.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct BrokerTests {
    static let brokers = ["rrbroker", "msgqueue"]

    static let replies = (1...10).map { "Received reply \($0) [World]" }

    @Test(arguments: brokers)
    func `P-01 three clients and three workers share a broker`(name: String) async throws {
        let (front, back) = (TestEndpoint.make(), TestEndpoint.make())
        // In any order: the broker comes last.
        let clients = try (0..<3).map { _ in try TestProgram.built("rrclient", front) }
        let workers = try (0..<3).map { _ in try TestProgram.built("rrworker", back, "0.02") }
        let broker = try TestProgram.built(name, front, back)
        for client in clients {
            #expect(try await client.exitStatus(within: .seconds(60)) == 0)
            #expect(client.lines == Self.replies)
        }
        for worker in workers { try await worker.endByInterrupt() }
        let requests = workers.flatMap(\.lines)
        #expect(requests.count == 30)
        #expect(requests.allSatisfy { $0 == "Received request: Hello" })
        try await broker.endByInterrupt()
    }

    @Test(arguments: brokers)
    func `P-01 workers that are connected have equal shares`(name: String) async throws {
        let (front, back) = (TestEndpoint.make(), TestEndpoint.make())
        let broker = try TestProgram.built(name, front, back)
        try await withContext { context in
            let workers = try (0..<3).map { _ in try ReplySocket(in: context) }
            for worker in workers { try await worker.connect(back).ready(timeout: .seconds(60)) }
            let client = try TestProgram.built("rrclient", front)
            let shares = try await withThrowingTaskGroup(of: Int.self) { group in
                for worker in workers {
                    group.addTask {
                        var count = 0
                        for try await _ in worker.messages {
                            count += 1
                            try await worker.send("World")
                        }
                        return count
                    }
                }
                #expect(try await client.exitStatus(within: .seconds(60)) == 0)
                for worker in workers { worker.close() }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(shares.sorted() == [3, 3, 4])
            #expect(client.lines == Self.replies)
        }
        try await broker.endByInterrupt()
    }

    @Test(arguments: brokers)
    func `E-024 workers and clients come and go while the broker runs`(name: String) async throws {
        let (front, back) = (TestEndpoint.make(), TestEndpoint.make())
        let broker = try TestProgram.built(name, front, back)
        for _ in 0..<3 {
            let worker = try TestProgram.built("rrworker", back, "0")
            let client = try TestProgram.built("rrclient", front)
            #expect(try await client.exitStatus(within: .seconds(60)) == 0)
            #expect(client.lines == Self.replies)
            try await worker.endByInterrupt()
            #expect(worker.lines.count == 10)
        }
        try await broker.endByInterrupt()
    }

    @Test(arguments: brokers)
    func `E-024 all frames of a message are passed on, both ways`(name: String) async throws {
        let (front, back) = (TestEndpoint.make(), TestEndpoint.make())
        let broker = try TestProgram.built(name, front, back)
        try await withContext { context in
            let client = try DealerSocket(in: context)
            try client.connect(front)
            let worker = try ReplySocket(in: context)
            try worker.connect(back)
            // An envelope of several addresses, as behind other brokers.
            try await client.send(["one", "two", "", "first", "", "third"])
            #expect(try await worker.receive(timeout: .seconds(60)) == ["first", "", "third"])
            try await worker.send(["", "answer"])
            #expect(try await client.receive(timeout: .seconds(60)) == ["one", "two", "", "", "answer"])
        }
        try await broker.endByInterrupt()
    }

    @Test(.needsPythonZMQ, arguments: brokers)
    func `E-022 the REQ of pyzmq is answered by rrworker`(name: String) async throws {
        let (front, back) = (TestEndpoint.make(), TestEndpoint.make())
        let broker = try TestProgram.built(name, front, back)
        let worker = try TestProgram.built("rrworker", back, "0")
        let client = try TestProgram.python("requester.py", front, "5")
        #expect(try await client.exitStatus(within: .seconds(60)) == 0)
        #expect(client.lines == Array(repeating: "received World", count: 5) + ["done"])
        try await worker.endByInterrupt()
        #expect(worker.lines == Array(repeating: "Received request: Hello", count: 5))
        try await broker.endByInterrupt()
    }

    @Test(.needsPythonZMQ, arguments: brokers)
    func `E-023 rrclient is answered by the REP of pyzmq`(name: String) async throws {
        let (front, back) = (TestEndpoint.make(), TestEndpoint.make())
        let broker = try TestProgram.built(name, front, back)
        let worker = try TestProgram.python("responder.py", "connect", back)
        let client = try TestProgram.built("rrclient", front)
        #expect(try await client.exitStatus(within: .seconds(60)) == 0)
        #expect(client.lines == Self.replies)
        worker.kill()
        _ = try await worker.exitStatus()
        #expect(worker.lines == Array(repeating: "received Hello", count: 10))
        try await broker.endByInterrupt()
    }
}
