internal import ZMQReactor

/// An endpoint that a socket connects to: tries until the peer is there, and again whenever it is lost. Its
/// queues exist from the start and outlive every connection (SOCK-03).
final class ConnectingEndpoint: ConnectedSocketEndpoint {
    let endpoint: Endpoint
    let isBound = false
    let readiness: ConnectionReadiness

    let lane: IOLane?
    private let runner: IOLane
    private let connector: LaneConfined<Connector>

    init(
        _ endpoint: Endpoint, address: NetworkAddress, socket: SocketCore, lane: IOLane, routingID: Frame?
    ) {
        self.endpoint = endpoint
        self.lane = lane
        runner = lane
        readiness = ConnectionReadiness(socket.context, lane: lane)
        let link = socket.makeLink(
            queuesUnconnected: !socket.options.immediate, givenRoutingID: routingID)
        connector = LaneConfined(
            Connector(
                endpoint: endpoint, address: address, socket: socket, lane: lane, link: link,
                readiness: readiness))
    }

    func start() throws(ZMQError) {
        let link = connector.value.link
        if let reason = link.socket.attach(link) {
            link.abandon()
            throw ZMQError(
                .invalidArgument, operation: "connect", endpoint: endpoint.description,
                reason: reason.error.reason)
        }
        runner.lane.execute { [connector, weak self] in connector.value.start(for: self) }
    }

    func stop(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        // At the application's wish nothing more is received, at once.
        let link = connector.value.link
        link.socket.detach(link)
        close(linger: linger, completion: completion)
    }

    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        connector.value.link.outbound.closeForWriting()
        runner.lane.execute { [connector] in connector.value.close(linger: linger, completion: completion) }
    }
}
