internal import ZMQReactor

/// An endpoint that a socket listens on, and the connections accepted there. A peer has queues from the end of
/// its handshake until it disconnects (SOCK-03).
final class BoundEndpoint: SocketEndpoint {
    let endpoint: Endpoint
    let lane: IOLane?
    private let runner: IOLane
    private let listener: any ByteListener
    private let acceptor: LaneConfined<Acceptor>
    private let listening = Guarded(true)

    init(_ address: NetworkAddress, socket: SocketCore, lane: IOLane) throws(SystemError) {
        self.lane = lane
        runner = lane
        let acceptor = Acceptor(socket: socket, lane: lane)
        self.acceptor = LaneConfined(acceptor)
        listener = try socket.context.reactor.network.listen(
            at: address, tuning: socket.options.network.channelTuning, on: lane.lane, handler: acceptor)
        endpoint = Endpoint(bound: listener.address)
        acceptor.setEndpoint(endpoint)
    }

    var isBound: Bool { listening.withLock { $0 } }

    func start() {}

    func stop(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        listening.withLock { $0 = false }
        listener.close()
        runner.lane.execute { [acceptor] in acceptor.value.stop(completion: completion) }
    }

    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        listening.withLock { $0 = false }
        listener.close()
        runner.lane.execute { [acceptor] in acceptor.value.close(linger: linger, completion: completion) }
    }
}
