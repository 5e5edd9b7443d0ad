internal import ZMQReactor

/// A bound address of a simulated host.
final class SimulatedListener: ByteListener {
    /// How long accepting rests after a failure, as the real listener does.
    private static let pause = Duration.milliseconds(100)

    private struct State {
        var isOpen = true
        var isResting = false
        var waiting: [LaneConfined<SimulatedChannel>] = []
    }

    let address: NetworkAddress
    let lane: SimulatedLane
    private let world: SimulatedWorld
    private let handler: LaneConfined<any ByteListenerHandler>
    private let state = Guarded(State())

    init(
        _ address: NetworkAddress, on lane: SimulatedLane, in world: SimulatedWorld,
        handler: any ByteListenerHandler & Sendable
    ) {
        self.address = address
        self.lane = lane
        self.world = world
        self.handler = LaneConfined(handler)
    }

    /// A peer is there; false when nobody listens any more.
    func offer(_ channel: LaneConfined<SimulatedChannel>) -> Bool {
        let isOpen = state.withLock { state in
            if state.isOpen { state.waiting.append(channel) }
            return state.isOpen
        }
        if isOpen { lane.post { [self] in accept() } }
        return isOpen
    }

    private func accept() {
        while true {
            let channel: LaneConfined<SimulatedChannel>? = state.withLock { state in
                state.isOpen && !state.isResting ? state.waiting.first : nil
            }
            guard let channel else { return }
            if world.failsAccepting(lane.host) {
                rest()
                handler.value.acceptFailed(.noFiles, at: address)
                return
            }
            state.withLock { _ = $0.waiting.removeFirst() }
            handler.value.accepted(channel.value, at: address)
        }
    }

    private func rest() {
        state.withLock { $0.isResting = true }
        lane.post(at: lane.now.advanced(by: Self.pause)) { [self] in
            state.withLock { $0.isResting = false }
            accept()
        }
    }

    func close() {
        let waiting: [LaneConfined<SimulatedChannel>] = state.withLock { state in
            state.isOpen = false
            defer { state.waiting = [] }
            return state.waiting
        }
        world.remove(self)
        if !waiting.isEmpty { lane.post { for channel in waiting { channel.value.close() } } }
    }
}
