import Testing
import ZMQReactor
import ZMQSimulator

@testable import ZeroMQ

/// The moment in which a socket closes.
@Suite struct ClosingTests {
    /// Looks, as soon as the socket is closed, whether its context would wait for it.
    private final class Look: SocketObserver {
        private let context: ContextCore
        private let first = Guarded<Bool?>(nil)

        init(_ context: ContextCore) {
            self.context = context
        }

        /// Whether the context took everything for over.
        var wasIdle: Bool? { first.withLock { $0 } }

        func socketMayBeReady() {
            let isIdle = context.closing.isIdle(else: .observer(self))
            first.withLock { $0 = $0 ?? isIdle }
        }
    }

    @Test func `the end of the context waits for a socket from the moment in which it is closed`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push)
        try push.send("queued")
        let look = Look(hosts.client.core)
        _ = push.core.observe(.observer(look), receive: true, send: false)
        push.close()
        #expect(look.wasIdle == false)
        #expect(hosts.client.terminate() == 1)
    }

    @Test func `the end of the context waits for an endpoint before its socket has forgotten it`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push)
        try push.send("queued")
        let closing = hosts.client.core.closing
        let endpoint = try Endpoint(TwoHosts.endpoint)
        var wasIdle: Bool?
        try push.core.disconnect(endpoint) { _ in
            // The last moment in which the socket still has it.
            wasIdle = closing.isIdle(else: .thread(Parker()))
            return true
        }
        #expect(wasIdle == false)
        #expect(hosts.client.terminate() == 1)
    }

    @Test func `a disconnect that finds nothing, or comes too late, does not hold up the context`() throws {
        let hosts = try TwoHosts()
        let push = try hosts.connected(.push)
        let closing = hosts.client.core.closing
        #expect(throws: ZMQError.self) { try push.disconnect("tcp://server:1") }
        #expect(closing.isIdle(else: .thread(Parker())))
        push.close()
        hosts.simulation.runUntilIdle()
        #expect(throws: ZMQError.self) { try push.disconnect(TwoHosts.endpoint) }
        #expect(closing.isIdle(else: .thread(Parker())))
    }
}
