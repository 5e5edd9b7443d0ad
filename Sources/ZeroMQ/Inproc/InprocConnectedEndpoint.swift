internal import ZMQReactor

/// An inproc name that a socket is connected to, or waits for. Its queues exist from the start.
final class InprocConnectedEndpoint: ConnectedSocketEndpoint {
    let name: String
    let endpoint: Endpoint
    var lane: IOLane? { nil }
    let isBound = false
    let readiness: ConnectionReadiness
    private let socket: SocketCore
    private let registry: InprocRegistry
    private let routingID: Frame?

    private struct State {
        var link: Link
        var connection: InprocConnection?
        var isClosed = false
        /// Who refused, because another peer has the place; tells when one has gone.
        var refuser: SocketCore?
        /// Whether that was told while an attempt was still under way.
        var isRecalled = false
    }

    private let state: Guarded<State>

    init(_ name: String, endpoint: Endpoint, socket: SocketCore, registry: InprocRegistry, routingID: Frame?)
    {
        self.name = name
        self.endpoint = endpoint
        self.socket = socket
        self.registry = registry
        self.routingID = routingID
        readiness = ConnectionReadiness(socket.context, lane: nil)
        state = Guarded(State(link: Self.makeLink(of: socket, routingID)))
    }

    private static func makeLink(of socket: SocketCore, _ routingID: Frame?) -> Link {
        socket.makeLink(
            queuesUnconnected: !socket.options.immediate, givenRoutingID: routingID,
            sharesPipes: true)
    }

    func start() throws(ZMQError) {
        let link = state.withLock { $0.link }
        if let reason = socket.attach(link) {
            link.abandon()
            throw ZMQError(
                .invalidArgument, operation: "connect", endpoint: endpoint.description,
                reason: reason.error.reason)
        }
        search()
    }

    private func search() {
        if let bound = registry.find(name, for: self) { join(bound) }
    }

    /// Connects to the socket that is bound to the name.
    func join(_ bound: InprocBoundEndpoint) {
        let link = state.withLock { $0.link }
        let connection = InprocConnection(link, to: bound, at: endpoint, of: self)
        // Before the sockets know each other: a close from now on ends the connection, however far it is.
        let isClosed = state.withLock { state in
            if !state.isClosed { state.connection = connection }
            (state.refuser, state.isRecalled) = (nil, false)
            return state.isClosed
        }
        guard !isClosed else { return }
        guard let refusal = connection.establish() else {
            readiness.ready()
            return
        }
        if refusal.end.isPlaceTaken, socket.options.reconnect.isEnabled {
            wait(for: refusal.isOwn ? socket : bound.socket, after: connection, refusal)
            return
        }
        let isUnused = state.withLock { state in
            if state.connection === connection { state.connection = nil }
            return !state.isClosed
        }
        if isUnused, refusal.end == .closedByPeer {
            // The other socket let go of the name meanwhile: wait for the next one.
            search()
        } else {
            socket.lost(link, reason: refusal.end, stays: false, unread: link.outbound.close())
            link.inbound.close()
            socket.ended(self)
            readiness.ended(refusal.end)
        }
    }

    /// Another peer has the place: comes back when one has gone. What is queued stays, unless it is this socket that
    /// refused: then nothing can be.
    private func wait(
        for refuser: SocketCore, after connection: InprocConnection, _ refusal: InprocConnection.Refusal
    ) {
        var new: Link?
        if refusal.isOwn {
            let fresh = Self.makeLink(of: socket, routingID)
            socket.lost(state.withLock { $0.link }, reason: refusal.end, stays: false)
            guard socket.attach(fresh) == nil else {
                fresh.abandon()
                return
            }
            new = fresh
        }
        let (isClosed, isRecalled) = state.withLock { state in
            if let new { state.link = new }
            if state.connection === connection { state.connection = nil }
            if !state.isClosed, !state.isRecalled { state.refuser = refuser }
            return (state.isClosed, state.isRecalled)
        }
        if isClosed {
            refuser.forgetRefused(self)
            if let new { socket.detach(new) }
        } else if isRecalled {
            search()
        }
    }

    /// A peer of the socket that refused has gone.
    func placeBecameFree() {
        let isWaiting = state.withLock { state in
            state.isRecalled = true
            state.refuser = nil
            return !state.isClosed && state.connection == nil
        }
        if isWaiting { search() }
    }

    /// The connection was cut. Connects anew where that is wanted; queues start empty then.
    func wasCut(_ connection: InprocConnection, reason: ConnectionEnd) {
        guard reason.allowsReconnectAtOnce else {
            socket.ended(self)
            readiness.ended(reason)
            return
        }
        let new = Self.makeLink(of: socket, routingID)
        let isCurrent = state.withLock { state in
            guard !state.isClosed, state.connection === connection else { return false }
            state.connection = nil
            state.link = new
            return true
        }
        guard isCurrent else { return }
        readiness.lost()
        if socket.attach(new) == nil {
            search()
        } else {
            new.abandon()
        }
    }

    /// The socket that was bound is gone. The application may connect again, to whoever has the name next.
    func boundSideClosed(_ connection: InprocConnection) {
        let isCurrent = state.withLock { state in
            guard state.connection === connection else { return false }
            state.connection = nil
            return true
        }
        guard isCurrent else { return }
        socket.ended(self)
        readiness.ended(.closedByPeer)
    }

    func stop(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        close(linger: linger, completion: completion)
    }

    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        registry.remove(self)
        readiness.ended(.closedLocally)
        let (link, connection, refuser) = state.withLock { state in
            state.isClosed = true
            defer { (state.connection, state.refuser) = (nil, nil) }
            return (state.link, state.connection, state.refuser)
        }
        refuser?.forgetRefused(self)
        if let connection {
            connection.end(by: socket)
            completion(0)
        } else {
            socket.detach(link)
            completion(link.outbound.close())
        }
    }
}
