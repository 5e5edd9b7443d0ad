import TestPrograms
import Testing
import ZeroMQ

/// psenvpub and psenvsub: messages in envelopes.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct EnvelopeTests {
    @Test func `E-036 psenvsub prints what is in a B envelope, and nothing else`() async throws {
        try await withContext { context in
            let publisher = try PublisherSocket(in: context)
            let subscriber = try TestProgram.built(
                "psenvsub", "\(try publisher.bind("tcp://127.0.0.1:*"))")
            try await publisher.subscribers(of: "B", atLeast: 1, timeout: .seconds(60))
            #expect(publisher.subscriberCount(of: "A") == 0)
            for number in 1...3 {
                try await publisher.send(["A", "B \(number) is not in the envelope"])
                try await publisher.send(["B", "number \(number)"])
                try await publisher.send(["", "B"])
            }
            try await subscriber.line(containing: "number 3")
            #expect(subscriber.lines == (1...3).map { "[B] number \($0)" })
            try await subscriber.endByInterrupt()
        }
    }

    @Test func `E-035 psenvpub publishes both kinds each second, and psenvsub prints one`() async throws {
        let endpoint = TestEndpoint.make()
        let start = ContinuousClock.now
        let publisher = try TestProgram.built("psenvpub", endpoint)
        let subscriber = try TestProgram.built("psenvsub", endpoint)
        try await withContext { context in
            let observer = try SubscriberSocket(in: context)
            try observer.connect(endpoint)
            try observer.subscribe(to: "")
            #expect(try await observer.receive(timeout: .seconds(60)) == ["A", "We don't want to see this"])
            for kind in ["B", "A", "B", "A", "B"] {
                let message = try await observer.receive(timeout: .seconds(60))
                #expect(
                    message
                        == (kind == "A"
                            ? ["A", "We don't want to see this"] : ["B", "We would like to see this"]))
            }
            #expect(start.duration(to: .now) > .seconds(2))
        }
        try await subscriber.output { $0.count >= 2 }
        try await subscriber.endByInterrupt()
        #expect(Set(subscriber.lines) == ["[B] We would like to see this"])
        try await publisher.endByInterrupt()
    }

    @Test(.needsPythonZMQ)
    func `E-035 the SUB of pyzmq gets envelopes of psenvpub`() async throws {
        let endpoint = TestEndpoint.make()
        let publisher = try TestProgram.built("psenvpub", endpoint)
        let subscriber = try TestProgram.python("subscriber.py", endpoint, "B", "2")
        #expect(try await subscriber.exitStatus() == 0)
        #expect(
            subscriber.lines == Array(repeating: "received B|We would like to see this", count: 2) + ["done"])
        try await publisher.endByInterrupt()
    }

    @Test(.needsPythonZMQ)
    func `E-036 psenvsub gets envelopes of the PUB of pyzmq`() async throws {
        let endpoint = TestEndpoint.make()
        let publisher = try TestProgram.python("publisher.py", endpoint, "A|B", "B|yes", "C|B")
        let subscriber = try TestProgram.built("psenvsub", endpoint)
        try await subscriber.output { $0.count >= 5 }
        try await subscriber.endByInterrupt()
        #expect(Set(subscriber.lines) == ["[B] yes"])
        publisher.kill()
        _ = try await publisher.exitStatus()
    }
}
