import Testing
import ZeroMQ

/// C-024, C-202: connections are spread over the context's lanes.
@Suite(.timeLimit(.minutes(1)))
struct SeveralLanesTests {
    @Test(arguments: [UInt64(0), 0b10, 0b101])
    func `peers of one bound socket are served from several lanes`(affinity: UInt64) async throws {
        let context = try Context(options: ContextOptions(ioLanes: 3))
        let router = try RouterSocket(in: context, options: SocketOptions(affinity: affinity))
        let here = try router.bind("tcp://127.0.0.1:*")
        var dealers: [DealerSocket] = []
        for index in 0..<8 {
            let dealer = try DealerSocket(in: context)
            try dealer.connect(here)
            for number in 0..<100 { try await dealer.send(["\(index)", "\(number)"]) }
            dealers.append(dealer)
        }
        var next: [Frame: Int] = [:]
        for _ in 0..<800 {
            let message = try await router.receive(timeout: .seconds(30))
            #expect(message[2].text == String(next[message[1], default: 0]))
            next[message[1], default: 0] += 1
            try await router.send([message[0], message[1]])
        }
        for (index, dealer) in dealers.enumerated() {
            for _ in 0..<100 {
                let reply = try await dealer.receive(timeout: .seconds(30))
                #expect(reply.text == "\(index)")
            }
        }
        await context.terminate()
    }

    /// Sockets whose peers are in another context, and who connects to whom.
    enum Side: CaseIterable { case binds, connects }

    @Test(arguments: Side.allCases, [UInt64(0), 0b10, 0b101])
    func `C-202 each of the lanes of an affinity serves as many peers, and no other lane one`(
        side: Side, affinity: UInt64
    ) async throws {
        let reactor = RecordingReactor()
        let context = try Context(options: ContextOptions(ioLanes: 3), reactor: reactor)
        let pull = try PullSocket(in: context, options: SocketOptions(affinity: affinity))
        let others = Context()
        let pushers = try (0..<6).map { _ in try PushSocket(in: others) }
        switch side {
        case .binds:
            let endpoint = try pull.bind("tcp://127.0.0.1:*")
            for pusher in pushers { try await join(pusher, to: endpoint, of: pull) }
        case .connects:
            for pusher in pushers { try await join(pusher, pull, over: .tcp) }
        }
        let indices = (0..<3).filter { affinity == 0 || affinity & 1 << UInt64($0) != 0 }
        let blocked = try await onThread { reactor.lanes.map(BlockedLane.init) }
        for (index, pusher) in pushers.enumerated() { try await pusher.send("\(index)") }
        var received: Set<String> = []
        for index in indices {
            #expect(try pull.tryReceive() == nil)
            blocked[index].letGo()
            for _ in 0..<pushers.count / indices.count { received.insert(try await pull.receive().text) }
        }
        #expect(received.count == pushers.count)
        for lane in blocked { lane.letGo() }
        await others.terminate()
        await context.terminate()
    }

    @Test
    func `an affinity for lanes that do not exist is refused`() throws {
        let context = try Context(options: ContextOptions(ioLanes: 3))
        for affinity in [UInt64(0b1000), 0b1001, .max] {
            let error = #expect(throws: ZMQError.self) {
                try PushSocket(in: context, options: SocketOptions(affinity: affinity))
            }
            #expect(error?.code == .invalidArgument)
            #expect(error?.reason == "the option affinity is 0b\(String(affinity, radix: 2))")
            #expect(error?.remedy?.contains("the lowest 3") == true)
            #expect(throws: ZMQError.self) {
                try Context(options: ContextOptions(socketDefaults: SocketOptions(affinity: affinity)))
            }
        }
        let all = try Context(options: ContextOptions(ioLanes: ContextOptions.maximumLanes))
        _ = try PushSocket(in: all, options: SocketOptions(affinity: .max))
    }

    @Test
    func `without a lane inproc works and tcp is refused`() async throws {
        let context = try Context(options: ContextOptions(ioLanes: 0))
        let one = try PairSocket(in: context)
        let other = try PairSocket(in: context)
        try one.bind("inproc://pair")
        try other.connect("inproc://pair")
        try await other.send("hello")
        #expect(try await one.receive(timeout: .seconds(10)).text == "hello")
        let error = #expect(throws: ZMQError.self) { try one.bind("tcp://127.0.0.1:*") }
        #expect(error?.code == .noLanes)
        await context.terminate()
    }
}
