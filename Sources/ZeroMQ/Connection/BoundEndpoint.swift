internal import ZMQReactor

/// An endpoint that a socket listens on, and the connections accepted there. A peer has queues from the end of
/// its handshake until it disconnects (SOCK-03).
final class BoundEndpoint: SocketEndpoint {
    let endpoint: Endpoint
    let lane: IOLane?
    private let listener: any ByteListener
    private let acceptors: AcceptorGroup
    private let listening = Guarded(true)

    /// - Parameter lanes: where connections run; peers are accepted on the first.
    init(_ address: NetworkAddress, socket: SocketCore, lanes: [IOLane]) throws(SystemError) {
        // Who waits can run the lane only if there is one.
        lane = lanes.count == 1 ? lanes[0] : nil
        acceptors = AcceptorGroup(socket: socket, lanes: lanes)
        listener = try socket.context.reactor.network.listen(
            at: address, tuning: socket.options.network.channelTuning, on: lanes[0].lane, handler: acceptors)
        endpoint = Endpoint(bound: listener.address)
    }

    var isBound: Bool { listening.withLock { $0 } }

    func start() {}

    func stop(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        listening.withLock { $0 = false }
        listener.close()
        acceptors.stop(completion: completion)
    }

    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        listening.withLock { $0 = false }
        listener.close()
        acceptors.close(linger: linger, completion: completion)
    }
}
