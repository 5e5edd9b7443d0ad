import Foundation
import TestPrograms
import Testing
import ZeroMQ

/// Ctrl-C ends every program in good order.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct InterruptTests {
    /// Starts a program and waits until it has made its connections, then calls `body`.
    static func withRunning(
        _ program: InterruptCase, _ body: @Sendable (TestProgram) async throws -> Void
    ) async throws {
        try await withContext { context in
            let endpoints = program.meetings.map { _ in TestEndpoint.make() }
            let bound = try zip(program.meetings, endpoints).compactMap { meeting, endpoint -> Socket? in
                guard case .bind(let type) = meeting else { return nil }
                let socket = try Socket(type, in: context)
                try socket.bind(endpoint)
                return socket
            }
            let process = try TestProgram.built(
                program.name, arguments: program.words + endpoints + program.rest)
            for (meeting, endpoint) in zip(program.meetings, endpoints) {
                guard case .connect(let type) = meeting else { continue }
                let socket = try Socket(type, in: context)
                try await socket.connect(endpoint).ready(timeout: .seconds(60))
            }
            for socket in bound { try await socket.waitForPeers(1) }
            if let line = program.line { try await process.line(containing: line) }
            try await body(process)
        }
    }

    @Test(arguments: InterruptCase.all)
    func `C-113 Ctrl-C ends it with status 0`(program: InterruptCase) async throws {
        try await Self.withRunning(program) { process in
            process.interrupt()
            let status = try await process.exitStatus(within: .seconds(20))
            #expect(status == 0, "\(process.lines.suffix(5))")
            #expect(!process.lines.contains { $0.contains("E: ") || $0.contains("error") })
        }
    }

    @Test func `every program is tested`() throws {
        let programs = try ["Chapter1", "Chapter2", "More"].flatMap { try SourceTree.examples(in: $0) }
        #expect(programs.count >= 28)
        #expect(Set(programs) == Set(InterruptCase.all.map(\.name)).union(InterruptCase.brief))
    }

    @Test(arguments: ["blocking", "tasks"], [SIGINT, SIGTERM])
    func `E-029 interrupt says so and ends`(way: String, signal: Int32) async throws {
        let endpoint = TestEndpoint.make()
        let server = try TestProgram.built("interrupt", way, endpoint)
        try await withContext { context in
            let client = try RequestSocket(in: context)
            try client.connect(endpoint)
            let reply = try await client.request("before", timeout: .seconds(60))
            #expect(reply == "before")
            server.signal(signal)
            #expect(try await server.exitStatus() == 0)
            #expect(server.lines == ["W: interrupt received, proceeding..."])
            // Nobody is there any more.
            await #expect(throws: ZMQError.self) {
                try await client.request("after", timeout: .milliseconds(200))
            }
        }
    }

    @Test func `E-032 Ctrl-C ends syncpub in the middle of its updates`() async throws {
        let (data, reports) = (TestEndpoint.make(), TestEndpoint.make())
        let publisher = try TestProgram.built("syncpub", data, reports, "1", "1000000000")
        try await withContext { context in
            let subscriber = try SubscriberSocket(in: context)
            try subscriber.subscribe(to: "")
            try await subscriber.connect(data).ready(timeout: .seconds(60))
            let reporter = try RequestSocket(in: context)
            try reporter.connect(reports)
            _ = try await reporter.request("", timeout: .seconds(60))
            _ = try await subscriber.receive(timeout: .seconds(60))
            publisher.interrupt()
            // It still sends what it has, to a subscriber that reads.
            let reading = Task { for try await _ in subscriber.messages {} }
            #expect(try await publisher.exitStatus(within: .seconds(60)) == 0)
            reading.cancel()
        }
    }
}
