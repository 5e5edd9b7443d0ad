import Foundation
import TestPrograms
import Testing
import ZeroMQ

/// syncpub and syncsub: nothing is lost to subscribers that are late or slow.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct SynchronisationTests {
    /// The Guide's million when `ZEROMQ_FULL_EXAMPLES=1` is in the environment; it takes a release build to be quick.
    static let updates =
        ProcessInfo.processInfo.environment["ZEROMQ_FULL_EXAMPLES"] == "1" ? 1_000_000 : 100_000

    @Test func `E-032 each of ten subscribers gets every update`() async throws {
        let (data, reports) = (TestEndpoint.make(), TestEndpoint.make())
        // Some come before the publisher, some after it.
        let early = try (0..<5).map { _ in try TestProgram.built("syncsub", data, reports) }
        let publisher = try TestProgram.built("syncpub", data, reports, "10", "\(Self.updates)")
        let late = try (0..<5).map { _ in try TestProgram.built("syncsub", data, reports) }
        for subscriber in early + late {
            #expect(try await subscriber.exitStatus(within: .seconds(500)) == 0)
            #expect(subscriber.lines == ["Received \(Self.updates) updates"])
        }
        #expect(try await publisher.exitStatus() == 0)
        #expect(publisher.lines == (1...10).map { "+1 subscriber (\($0)/10)" })
    }

    @Test func `E-034 the script runs them all`() async throws {
        let script = try SourceTree.path(of: "Examples/Chapter2/sync.sh")
        let program = try TestProgram.script(script, TestEndpoint.make(), TestEndpoint.make(), "1000")
        #expect(try await program.exitStatus(within: .seconds(120)) == 0)
        #expect(program.lines.prefix(2) == ["Starting subscribers...", "Starting publisher..."])
        #expect(program.lines.count { $0 == "Received 1000 updates" } == 10)
        #expect(program.lines.last { $0.hasPrefix("+1") } == "+1 subscriber (10/10)")
        #expect(program.lines.count == 22)
    }

    /// These report at once, when their subscription may not have arrived yet.
    @Test(.needsPythonZMQ)
    func `E-032 subscribers of pyzmq get every update from syncpub`() async throws {
        let (data, reports) = (TestEndpoint.make(), TestEndpoint.make())
        let publisher = try TestProgram.built("syncpub", data, reports, "3", "20000")
        let subscribers = try (0..<3).map { _ in try TestProgram.python("syncsubscriber.py", data, reports) }
        for subscriber in subscribers {
            #expect(try await subscriber.exitStatus(within: .seconds(100)) == 0)
            #expect(subscriber.lines == ["received 20000 updates"])
        }
        #expect(try await publisher.exitStatus() == 0)
    }

    @Test(.needsPythonZMQ)
    func `E-033 syncsub gets every update from the publisher of pyzmq`() async throws {
        let (data, reports) = (TestEndpoint.make(), TestEndpoint.make())
        let publisher = try TestProgram.python("syncpublisher.py", data, reports, "3", "20000")
        let subscribers = try (0..<3).map { _ in try TestProgram.built("syncsub", data, reports) }
        for subscriber in subscribers {
            #expect(try await subscriber.exitStatus(within: .seconds(100)) == 0)
            #expect(subscriber.lines == ["Received 20000 updates"])
        }
        #expect(try await publisher.exitStatus() == 0)
    }
}
