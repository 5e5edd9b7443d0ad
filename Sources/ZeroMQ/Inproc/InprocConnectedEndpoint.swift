internal import ZMQReactor

/// An inproc name that a socket is connected to, or waits for. Its queues exist from the start.
final class InprocConnectedEndpoint: ConnectedSocketEndpoint {
    private struct State {
        var link: Link
        var connection: InprocConnection?
        var isClosed = false
    }

    let name: String
    let endpoint: Endpoint
    var lane: IOLane? { nil }
    let isBound = false
    let readiness: ConnectionReadiness
    private let socket: SocketCore
    private let registry: InprocRegistry
    private let routingID: Frame?
    private let state: Guarded<State>

    init(_ name: String, endpoint: Endpoint, socket: SocketCore, registry: InprocRegistry, routingID: Frame?)
    {
        self.name = name
        self.endpoint = endpoint
        self.socket = socket
        self.registry = registry
        self.routingID = routingID
        readiness = ConnectionReadiness(socket.context, lane: nil)
        state = Guarded(State(link: Self.makeLink(socket, routingID)))
    }

    private static func makeLink(_ socket: SocketCore, _ routingID: Frame?) -> Link {
        socket.makeLink(queuesUnconnected: !socket.options.immediate, givenRoutingID: routingID)
    }

    func start() throws(ZMQError) {
        if let reason = attach() {
            throw ZMQError(
                .invalidArgument, operation: "connect", endpoint: endpoint.description,
                reason: reason.error.reason)
        }
    }

    private func attach() -> ConnectionEnd? {
        if let reason = socket.attach(state.withLock { $0.link }) { return reason }
        if let bound = registry.find(name, for: self) { join(bound) }
        return nil
    }

    /// Connects to the socket that is bound to the name.
    func join(_ bound: InprocBoundEndpoint) {
        let link = state.withLock { $0.link }
        let connection = InprocConnection(link, to: bound, at: self)
        switch connection.establish() {
        case nil:
            state.withLock { $0.connection = connection }
            readiness.ready()
        case let end?:
            readiness.ended(end)
            socket.lost(link, reason: end, stays: false)
        }
    }

    /// Starts over with a link of its own, after the old one had to go and there is no reason to stay away.
    func rejoin() {
        let fresh = Self.makeLink(socket, routingID)
        let isOpen = state.withLock { state in
            if state.isClosed { return false }
            state.link = fresh
            state.connection = nil
            return true
        }
        guard isOpen else { return }
        readiness.lost()
        // The socket may have closed meanwhile, or may have found another peer.
        if let reason = attach() { readiness.ended(reason) }
    }

    func stop(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        close(linger: linger, completion: completion)
    }

    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        registry.remove(self)
        readiness.ended(.closedLocally)
        let (link, connection) = state.withLock { state in
            state.isClosed = true
            // The connection holds this endpoint.
            defer { state.connection = nil }
            return (state.link, state.connection)
        }
        if let connection {
            connection.end(by: socket)
            completion(0)
        } else {
            socket.detach(link)
            completion(link.outbound.close())
        }
    }
}
