import TestPrograms
import Testing
import ZeroMQ

/// wuserver and wuclient, with each other, with pyzmq, and with a publisher whose weather is known.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct WeatherTests {
    /// Publishes `temperatures` for `zipCode`, each between weather that nobody asked for.
    static func publish(_ temperatures: some Sequence<Int>, for zipCode: String, by server: PublisherSocket)
        async throws
    {
        for temperature in temperatures {
            try await server.send("20002 99 10")
            // Not the zip code, although it begins like it.
            try await server.send("\(zipCode)1 99 10")
            try await server.send("\(zipCode) \(temperature) 42")
        }
    }

    @Test func `E-004 wuserver publishes weather in the Guide's ranges`() async throws {
        let endpoint = TestEndpoint.make()
        let server = try TestProgram.built("wuserver", endpoint)
        try await withContext { context in
            let subscriber = try SubscriberSocket(in: context)
            try subscriber.connect(endpoint)
            try subscriber.subscribe(to: "")
            var zipCodes: Set<Int> = []
            for _ in 0..<2000 {
                let update = try await subscriber.receive(timeout: .seconds(30))
                let values = update.text.split(separator: " ").map { Int($0) ?? .min }
                try #require(values.count == 3 && update.count == 1)
                #expect((1...99_999).contains(values[0]))
                #expect((-80...134).contains(values[1]))
                #expect((10...59).contains(values[2]))
                zipCodes.insert(values[0])
            }
            #expect(zipCodes.count > 1000)
        }
        try await server.endByInterrupt()
    }

    @Test func `E-005 wuclient prints the average of a hundred updates for its zip code`() async throws {
        let endpoint = TestEndpoint.make()
        // Started first.
        let client = try TestProgram.built("wuclient", "10001", endpoint)
        try await client.line(containing: "Collecting updates from weather server...")
        try await withContext { context in
            let server = try PublisherSocket(in: context)
            try server.bind(endpoint)
            try await server.subscribers(of: "10001 ", atLeast: 1, timeout: .seconds(60))
            #expect(server.subscriberCount(of: "100011") == 0)
            try await Self.publish((0..<100).map { $0 < 50 ? -20 : 64 }, for: "10001", by: server)
            #expect(try await client.exitStatus() == 0)
        }
        #expect(client.lines.last == "Average temperature for zipcode '10001' was 22F")
        #expect(client.lines.count == 2)
    }

    @Test func `E-005 wuclient takes no update too few and none too many`() async throws {
        let endpoint = TestEndpoint.make()
        let client = try TestProgram.built("wuclient", "90210", endpoint, "3")
        try await withContext { context in
            let server = try PublisherSocket(in: context)
            try server.bind(endpoint)
            try await server.subscribers(of: "90210 ", atLeast: 1, timeout: .seconds(60))
            try await Self.publish([10, 20, 60, 1000, 1000], for: "90210", by: server)
            #expect(try await client.exitStatus() == 0)
        }
        #expect(client.lines.last == "Average temperature for zipcode '90210' was 30F")
    }

    @Test func `C-175 wuclient goes on when its server was restarted`() async throws {
        let endpoint = TestEndpoint.make()
        var client: TestProgram?
        for round in 1...4 {
            try await withContext { context in
                let server = try PublisherSocket(in: context)
                try server.bind(endpoint)
                if client == nil { client = try TestProgram.built("wuclient", "10001", endpoint, "40") }
                try await server.subscribers(of: "10001 ", atLeast: 1, timeout: .seconds(60))
                try await Self.publish(repeatElement(round * 10, count: 10), for: "10001", by: server)
                #expect(await server.finish() == 0)
            }
        }
        let status = try await client?.exitStatus()
        #expect(status == 0)
        #expect(client?.lines.last == "Average temperature for zipcode '10001' was 25F")
    }

    @Test func `E-005 wuclient is served by wuserver, also by the next one`() async throws {
        let endpoint = TestEndpoint.make()
        let client = try TestProgram.built("wuclient", "54321", endpoint, "2")
        let first = try TestProgram.built("wuserver", endpoint)
        try await withContext { context in
            // Others come and go meanwhile.
            let other = try SubscriberSocket(in: context)
            try other.connect(endpoint)
            try other.subscribe(to: "1")
            _ = try await other.receive(timeout: .seconds(60))
        }
        first.kill()
        #expect(try await first.exitStatus() == 137)
        let second = try TestProgram.built("wuserver", endpoint)
        #expect(try await client.exitStatus(within: .seconds(200)) == 0)
        #expect(client.lines.last?.hasPrefix("Average temperature for zipcode '54321' was ") == true)
        try await second.endByInterrupt()
    }

    @Test func `E-009 one server feeds the five clients of the script`() async throws {
        let script = try SourceTree.path(of: "Examples/Chapter1/scalability.sh")
        let program = try TestProgram.script(script, TestEndpoint.make(), "1")
        #expect(try await program.exitStatus(within: .seconds(250)) == 0)
        let averages = program.lines.filter { $0.hasPrefix("Average temperature") }
        for zipCode in [12345, 23456, 34567, 45678, 56789] {
            #expect(averages.count { $0.contains("'\(zipCode)'") } == 1)
        }
        #expect(averages.count == 5)
    }

    @Test(.needsPythonZMQ)
    func `E-004 the SUB of pyzmq gets its weather from wuserver`() async throws {
        let endpoint = TestEndpoint.make()
        let server = try TestProgram.built("wuserver", endpoint)
        let client = try TestProgram.python("subscriber.py", endpoint, "10", "20")
        #expect(try await client.exitStatus(within: .seconds(60)) == 0)
        #expect(client.lines.count == 21)
        #expect(client.lines.dropLast().allSatisfy { $0.hasPrefix("received 10") })
        try await server.endByInterrupt()
    }

    @Test(.needsPythonZMQ)
    func `E-005 wuclient gets its weather from the PUB of pyzmq`() async throws {
        let endpoint = TestEndpoint.make()
        let server = try TestProgram.python(
            "publisher.py", endpoint, "10001 -7 10", "100011 90 10", "2 80 10")
        let client = try TestProgram.built("wuclient", "10001", endpoint)
        #expect(try await client.exitStatus(within: .seconds(60)) == 0)
        #expect(client.lines.last == "Average temperature for zipcode '10001' was -7F")
        server.kill()
        _ = try await server.exitStatus()
    }
}
