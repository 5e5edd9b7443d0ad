import TestPrograms
import Testing
import ZeroMQ

/// wuproxy, in both of its ways.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct WeatherProxyTests {
    static let ways = ["copying", "filtering"]

    @Test(arguments: ways)
    func `E-026 messages pass with all their frames, and only those that were asked for`(way: String)
        async throws
    {
        try await withContext { context in
            let outside = TestEndpoint.make()
            let server = try XPublisherSocket(in: context)
            let proxy = try TestProgram.built(
                "wuproxy", way, "\(try server.bind("tcp://127.0.0.1:*"))", outside)
            let client = try SubscriberSocket(in: context)
            try client.connect(outside)
            try client.subscribe(to: "10001 ")

            // What crosses the first network is another matter.
            let asked = try await server.receive(timeout: .seconds(60))
            #expect(asked == (way == "copying" ? "\u{1}" : "\u{1}10001 "))
            #expect(server.subscriberCount(of: "20002 1 1") == (way == "copying" ? 1 : 0))

            // When copying, nobody out here learns when the client's subscription has arrived.
            let first = try await Self.repeat("10001 0 0", by: server, until: client)
            #expect(first == "10001 0 0")
            try await server.send("20002 70 50")
            try await server.send(["10001 60 40", "", "more", "and more"])
            var next = try await client.receive(timeout: .seconds(60))
            while next == "10001 0 0" { next = try await client.receive(timeout: .seconds(60)) }
            #expect(next == ["10001 60 40", "", "more", "and more"])

            if way == "filtering" {
                try client.unsubscribe(from: "10001 ")
                #expect(try await server.receive(timeout: .seconds(60)) == "\u{0}10001 ")
                #expect(server.subscriberCount(of: "10001 60 40") == 0)
            }
            try await proxy.endByInterrupt()
        }
    }

    /// Publishes the same message until it arrives.
    static func `repeat`(_ message: Message, by server: XPublisherSocket, until client: SubscriberSocket)
        async throws -> Message
    {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            try await server.send(message)
            do {
                return try await client.receive(timeout: .milliseconds(20))
            } catch let error where error.code == .timedOut {}
        }
        throw ProgramError.missing(message.text, output: [])
    }

    @Test(.needsPythonZMQ, arguments: ways)
    func `E-026 wuproxy stands between a PUB and a SUB of pyzmq`(way: String) async throws {
        let (inside, outside) = (TestEndpoint.make(), TestEndpoint.make())
        let server = try TestProgram.python("publisher.py", inside, "A|not this", "B|this||too")
        let proxy = try TestProgram.built("wuproxy", way, inside, outside)
        let client = try TestProgram.python("subscriber.py", outside, "B", "10")
        #expect(try await client.exitStatus(within: .seconds(60)) == 0)
        #expect(client.lines == Array(repeating: "received B|this||too", count: 10) + ["done"])
        try await proxy.endByInterrupt()
        server.kill()
        _ = try await server.exitStatus()
    }

    @Test(arguments: ways)
    func `E-026 wuclient gets the weather of wuserver through wuproxy`(way: String) async throws {
        let (inside, outside) = (TestEndpoint.make(), TestEndpoint.make())
        let client = try TestProgram.built("wuclient", "4711", outside, "1")
        let proxy = try TestProgram.built("wuproxy", way, inside, outside)
        let server = try TestProgram.built("wuserver", inside)
        #expect(try await client.exitStatus(within: .seconds(150)) == 0)
        #expect(client.lines.last?.hasPrefix("Average temperature for zipcode '4711' was ") == true)
        try await proxy.endByInterrupt()
        try await server.endByInterrupt()
    }
}
