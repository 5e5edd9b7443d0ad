import Testing
import ZMQReactor
import ZeroMQ

/// A wait with a time limit needs a lane to keep the time. When the system has nothing left for one, the wait fails
/// and leaves nothing behind.
@Suite(.timeLimit(.minutes(1)))
struct LanelessTests {
    private let context: Context

    init() throws {
        context = try Context(reactor: LanelessReactor())
    }

    @Test func `who could not wait for a message does not stand in the way of who can`() async throws {
        let pull = try PullSocket(in: context)
        let push = try PushSocket(in: context)
        try await join(pull, push, over: .inproc)
        #expect(await errorCode { _ = try await pull.receive(timeout: patience) } == .tooManyFiles)
        // Runs until it waits.
        let next = Task.immediate { try await pull.receive() }
        try await push.send("x")
        #expect(try await within { try await next.value.text } == "x")
    }

    @Test func `nor who could not wait for room`() async throws {
        let push = try PushSocket(in: context, options: SocketOptions(sendHighWaterMark: 1))
        let pull = try PullSocket(in: context, options: SocketOptions(receiveHighWaterMark: 1))
        try await join(pull, push, over: .inproc)
        let queued = try push.fill()
        #expect(await errorCode { try await push.send("x", timeout: patience) } == .tooManyFiles)
        let sending = Task.immediate { try await push.send("last") }
        for _ in 0..<queued { _ = try await within { try await pull.receive() } }
        try await within { try await sending.value }
        #expect(try await within { try await pull.receive().text } == "last")
    }

    @Test func `other waits fail likewise`() async throws {
        let publisher = try PublisherSocket(in: context)
        let poller = try Poller(in: context)
        let connection = try publisher.connect(TransportUnderTest.inproc.agreedEndpoint)
        #expect(
            await errorCode { try await publisher.subscribers(of: "", atLeast: 1, timeout: patience) }
                == .tooManyFiles)
        #expect(await errorCode { _ = try await poller.wait(timeout: patience) } == .tooManyFiles)
        #expect(await errorCode { try await connection.ready(timeout: patience) } == .tooManyFiles)
        #expect(await errorCode { try await context.sleep(for: patience) } == .tooManyFiles)
    }
}

/// The system's reactor, without a descriptor for a lane.
private final class LanelessReactor: Reactor {
    private let system = DispatchReactor()

    var network: any Network { system.network }
    var now: ContinuousClock.Instant { system.now }

    func makeLane(named name: String) throws(SystemError) -> any Lane {
        throw SystemError("make a lane", number: ErrorNumber.tooManyFiles)
    }

    func wait(for parker: Parker, until deadline: ContinuousClock.Instant?) -> Bool {
        system.wait(for: parker, until: deadline)
    }

    func shutDown() { system.shutDown() }
}
