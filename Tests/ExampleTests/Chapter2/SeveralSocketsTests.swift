import TestPrograms
import Testing
import ZeroMQ

/// msreader and mspoller, which read from two sockets.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct SeveralSocketsTests {
    static let programs = [["msreader"], ["mspoller", "poller"], ["mspoller", "tasks"]]

    static func lines(_ program: TestProgram, about subject: String) -> [String] {
        program.lines.filter { $0.hasPrefix(subject) }
    }

    @Test(arguments: programs)
    func `E-020 all tasks and all updates are read, each in order`(words: [String]) async throws {
        try await withContext { context in
            let ventilator = try PushSocket(in: context)
            let server = try PublisherSocket(in: context)
            let endpoints = [
                "\(try ventilator.bind("tcp://127.0.0.1:*"))", "\(try server.bind("tcp://127.0.0.1:*"))",
            ]
            let reader = try TestProgram.built(words[0], arguments: words.dropFirst() + endpoints)
            try await ventilator.waitForPeers(1)
            try await server.subscribers(of: "10001 ", atLeast: 1, timeout: .seconds(60))
            // One alone, then the other alone: neither has to wait for the other.
            try await ventilator.send("alone")
            try await reader.line(containing: "Task: alone")
            try await server.send("10001 20 30")
            try await reader.line(containing: "Weather: 10001 20 30")

            for number in 0..<300 {
                try await ventilator.send("\(number)")
                try await server.send("10001 \(number) 50")
                try await server.send("20002 \(number) 50")
            }
            try await reader.output { lines in
                lines.contains("Task: 299") && lines.contains("Weather: 10001 299 50")
            }
            #expect(Self.lines(reader, about: "Task: ").dropFirst() == (0..<300).map { "Task: \($0)" }[...])
            #expect(
                Self.lines(reader, about: "Weather: ").dropFirst()
                    == (0..<300).map { "Weather: 10001 \($0) 50" }[...])
            #expect(reader.lines.count == 602)
            try await reader.endByInterrupt()
        }
    }

    @Test(.needsPythonZMQ, arguments: programs)
    func `E-021 tasks and updates come from pyzmq`(words: [String]) async throws {
        let (tasks, weather) = (TestEndpoint.make(), TestEndpoint.make())
        let server = try TestProgram.python("publisher.py", weather, "10001 1 2", "2 1 2")
        // It gets the start only.
        let results = TestEndpoint.make()
        let sink = try TestProgram.python("sink.py", results, "1")
        let ventilator = try TestProgram.python("ventilator.py", tasks, results, "10", "77")
        let reader = try TestProgram.built(words[0], arguments: words.dropFirst() + [tasks, weather])
        try await reader.line(containing: "Weather: 10001 1 2")
        try ventilator.type("")
        try await reader.output { lines in lines.count { $0 == "Task: 77" } == 10 }
        try await reader.line(containing: "Weather: 10001 1 2")
        try await reader.endByInterrupt()
        #expect(reader.lines.allSatisfy { ["Task: 77", "Weather: 10001 1 2"].contains($0) })
        for program in [server, sink, ventilator] {
            program.kill()
            _ = try await program.exitStatus()
        }
    }
}
