internal import ZMQReactor

/// Spreads the peers of a bound endpoint over the lanes that its socket may use: one acceptor for each.
final class AcceptorGroup: Sendable {
    private let socket: SocketCore
    private let lanes: [IOLane]
    private let acceptors: [LaneConfined<Acceptor>]
    private let turn = Guarded(0)

    /// - Parameter lanes: at least one; peers are accepted on the first.
    init(socket: SocketCore, lanes: [IOLane]) {
        self.socket = socket
        self.lanes = lanes
        acceptors = lanes.map { LaneConfined(Acceptor(socket: socket, lane: $0)) }
    }

    /// Accepts nobody any more; `completion` is called when the last peer is gone.
    func stop(completion: @escaping @Sendable (Int) -> Void) {
        let tally = ClosingTally(acceptors.count, finished: completion)
        for (lane, acceptor) in zip(lanes, acceptors) {
            lane.lane.execute {
                acceptor.value.stop { tally.finishOne(unsent: $0) }
            }
        }
    }

    /// Ends all connections; see `SocketEndpoint.close`.
    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        let tally = ClosingTally(acceptors.count, finished: completion)
        for (lane, acceptor) in zip(lanes, acceptors) {
            lane.lane.execute {
                acceptor.value.close(linger: linger) { tally.finishOne(unsent: $0) }
            }
        }
    }

    private func nextTurn() -> Int {
        turn.withLock { turn in
            defer { turn = (turn + 1) % acceptors.count }
            return turn
        }
    }
}

extension AcceptorGroup: ByteListenerHandler {
    func accepted(_ channel: any ByteChannel, at address: NetworkAddress) {
        let endpoint = Endpoint(bound: address)
        let turn = nextTurn()
        guard turn > 0, channel.move(to: lanes[turn].lane) else {
            acceptors[0].value.take(channel, at: endpoint)
            return
        }
        let acceptor = acceptors[turn]
        let moved = LaneConfined(channel)
        lanes[turn].lane.execute { acceptor.value.take(moved.value, at: endpoint) }
    }

    func acceptFailed(_ error: SystemError, at address: NetworkAddress) {
        let endpoint = Endpoint(bound: address)
        socket.monitor.send(
            .acceptFailed(
                endpoint, ZMQError(error, operation: "accept", endpoint: endpoint.description)))
    }
}
