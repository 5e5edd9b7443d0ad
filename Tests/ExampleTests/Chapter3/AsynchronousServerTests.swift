import TestPrograms
import Testing

@Suite(.timeLimit(.minutes(3)))
struct AsynchronousServerTests {
    @Test func `E-046 each client sends once a second, and gets up to four replies to each request`()
        async throws
    {
        let program = try TestProgram.built("asyncsrv", Meeting.endpoint())
        let start = ContinuousClock.now
        try await program.output(within: .seconds(90)) { lines in
            lines.count { $0 == "Req #5 sent.." } == 3
                && (0..<3).allSatisfy { client in
                    lines.contains { $0.hasPrefix("Client worker-\(client) received: request #") }
                }
        }
        // The fifth request is sent four seconds after the first at the earliest.
        #expect(ContinuousClock.now - start >= .seconds(3.9))
        for number in 1...5 { #expect(program.lines.count { $0 == "Req #\(number) sent.." } == 3) }
        try await program.endsWhenInterrupted()

        #expect(program.lines.count { $0 == "Worker started" } == 5)
        for client in 0..<3 {
            #expect(program.lines.count { $0 == "Client worker-\(client) started" } == 1)
            let replies = Dictionary(grouping: program.lines(after: "Client worker-\(client) received: ")) {
                $0
            }
            let requests = program.lines.count {
                $0.wholeMatch(of: /Worker received request #\d+ from worker-(\d)/)?.output.1 == "\(client)"
            }
            #expect(replies.count <= requests)
            for (request, copies) in replies {
                #expect(copies.count <= 4)
                #expect(program.lines.contains("Worker received \(request) from worker-\(client)"))
            }
        }
    }

    @Test(.needsPythonZMQ)
    func `E-046 clients of pyzmq and ours get replies to their own requests only`() async throws {
        let endpoint = Meeting.endpoint()
        let server = try TestProgram.built("asyncsrv", endpoint, "1")
        let names = ["one", "two"]
        let clients = try names.map { try TestProgram.python("asyncclient.py", endpoint, $0, "8") }
        for client in clients {
            try await client.output(within: .seconds(90)) { $0.count >= 4 }
        }
        try await server.output(within: .seconds(90)) { $0.contains { $0.contains("worker-0 received") } }
        for (name, client) in zip(names, clients) {
            #expect(client.lines.allSatisfy { $0.hasPrefix("reply \(name) ") }, "\(client.lines)")
            #expect(Dictionary(grouping: client.lines) { $0 }.values.allSatisfy { $0.count <= 4 })
        }
        let ours = server.lines(after: "Client worker-0 received: ")
        #expect(ours.allSatisfy { $0.hasPrefix("request #") }, "\(ours)")
        try await server.endsWhenInterrupted()
    }
}
