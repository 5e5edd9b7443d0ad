internal import ZMQReactor

/// An inproc name that a socket is connected to, or waits for. Its queues exist from the start.
final class InprocConnectedEndpoint: ConnectedSocketEndpoint {
    let name: String
    let endpoint: Endpoint
    var lane: IOLane? { nil }
    let isBound = false
    let readiness: ConnectionReadiness
    private let link: Link
    private let socket: SocketCore
    private let registry: InprocRegistry
    private let connection = Guarded<InprocConnection?>(nil)

    init(_ name: String, endpoint: Endpoint, socket: SocketCore, registry: InprocRegistry, routingID: Frame?)
    {
        self.name = name
        self.endpoint = endpoint
        self.socket = socket
        self.registry = registry
        readiness = ConnectionReadiness(socket.context, lane: nil)
        link = socket.makeLink(
            queuesUnconnected: !socket.options.immediate, givenRoutingID: routingID)
    }

    func start() throws(ZMQError) {
        if let reason = socket.attach(link) {
            throw ZMQError(
                .invalidArgument, operation: "connect", endpoint: endpoint.description,
                reason: reason.error.reason)
        }
        if let bound = registry.find(name, for: self) { join(bound) }
    }

    /// Connects to the socket that is bound to the name.
    func join(_ bound: InprocBoundEndpoint) {
        let connection = InprocConnection(link, to: bound, at: endpoint)
        switch connection.establish() {
        case nil:
            self.connection.withLock { $0 = connection }
            readiness.ready()
        case let end?:
            readiness.ended(end)
            socket.lost(link, reason: end, stays: false)
        }
    }

    func stop(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        close(linger: linger, completion: completion)
    }

    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        registry.remove(self)
        readiness.ended(.closedLocally)
        let connection = connection.withLock { $0 }
        if let connection {
            connection.end(by: socket)
            completion(0)
        } else {
            socket.detach(link)
            completion(link.outbound.close())
        }
    }
}
