internal import ZMQReactor

/// Makes and remakes the connection of a connecting endpoint. Lane-confined, but for `link`, which never
/// changes.
final class Connector {
    private enum Phase {
        case idle
        case connecting(any ConnectAttempt)
        case connected(PeerConnection)
        case waiting
        case closed
    }

    let link: Link
    private let endpoint: Endpoint
    private let address: NetworkAddress
    private let socket: SocketCore
    private let lane: IOLane
    private let readiness: ConnectionReadiness
    /// What the socket knows it as.
    private weak var owner: (any SocketEndpoint)?
    private var phase = Phase.idle
    private var backoff: Backoff
    private var drain: ConnectionDrain?
    private var completion: (@Sendable (Int) -> Void)?

    private lazy var retryTimer = LaneTimer { [unowned self] in connect() }

    init(
        endpoint: Endpoint, address: NetworkAddress, socket: SocketCore, lane: IOLane, link: Link,
        readiness: ConnectionReadiness
    ) {
        self.endpoint = endpoint
        self.address = address
        self.socket = socket
        self.lane = lane
        self.link = link
        self.readiness = readiness
        let reactor = socket.context.reactor
        backoff = Backoff(socket.options.reconnect) { reactor.randomNumber() }
    }

    func start(for owner: (any SocketEndpoint)?) {
        guard case .idle = phase else { return }
        self.owner = owner
        let cut = LaneConfined(self)
        link.setCutter { [lane] reason in
            lane.lane.execute { cut.value.cut(reason) }
        }
        connect()
    }

    private func connect() {
        if case .closed = phase { return }
        socket.monitor.send(.connecting(endpoint))
        let attempt = socket.context.reactor.network.connect(
            to: address, tuning: socket.options.network.channelTuning, on: lane.lane
        ) { [weak self] result in
            self?.attempted(result)
        }
        phase = .connecting(attempt)
    }

    private func attempted(_ result: Result<any ByteChannel, SystemError>) {
        guard case .connecting = phase else {
            if case .success(let channel) = result { channel.close() }
            return
        }
        switch result {
        case .success(let channel):
            backoff.reset()
            socket.monitor.send(.connected(endpoint, address: channel.remoteAddress))
            let connection = PeerConnection(channel, at: endpoint, on: lane, socket: socket, owner: self)
            connection.drain = drain
            phase = .connected(connection)
            connection.start()
        case .failure(let error):
            let failure = ZMQError(error, operation: "connect", endpoint: endpoint.description)
            if failure.code == .nameNotResolved { socket.monitor.send(.resolveFailed(endpoint, failure)) }
            retry(after: .lost(failure))
        }
    }

    /// Plans the next attempt, unless `reason` forbids one (SOCK-10 to SOCK-12, SOCK-14).
    private func retry(after reason: ConnectionEnd) {
        if case .closed = phase { return }
        let policy = socket.options.reconnect
        guard policy.isEnabled, !reason.isWanted, policy.afterProtocolErrors || !reason.isFinal else {
            giveUp(reason)
            return
        }
        let delay = reason.allowsReconnectAtOnce ? .zero : backoff.next()
        phase = .waiting
        socket.monitor.send(.connectRetried(endpoint, after: delay, reason.error))
        lane.lane.arm(retryTimer, at: lane.lane.now.advanced(by: delay))
    }

    /// Ends without a further attempt; what is queued can never be sent.
    private func giveUp(_ reason: ConnectionEnd) {
        phase = .closed
        // While the endpoint is closing, what is queued counts as unsent, not as lost with its peer.
        if drain == nil { socket.lost(link, reason: reason, stays: false) }
        // Before whoever waits for it learns of the end, and perhaps connects there again.
        if let owner { socket.ended(owner) }
        readiness.ended(reason)
        finish()
    }

    private func cut(_ reason: ConnectionEnd) {
        guard case .connected(let connection) = phase else { return }
        connection.end(reason)
    }

    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        self.completion = completion
        readiness.ended(.closedLocally)
        switch phase {
        case .closed:
            finish()
        case .connected(let connection) where connection.link != nil:
            drain = ConnectionDrain(linger, on: lane) { [unowned self] in finish() }
            connection.drain = drain
            connection.flush()
        case .idle, .connecting, .connected, .waiting:
            guard link.outbound.hasQueued, linger != .none else {
                finish()
                return
            }
            drain = ConnectionDrain(linger, on: lane) { [unowned self] in finish() }
            if case .connected(let connection) = phase { connection.drain = drain }
        }
    }

    /// The end: nothing is tried or sent any more.
    private func finish() {
        let last = phase
        phase = .closed
        lane.lane.disarm(retryTimer)
        switch last {
        case .connecting(let attempt): attempt.cancel()
        case .connected(let connection): connection.end(.closedLocally)
        case .idle, .waiting, .closed: break
        }
        drain?.finish(lane)
        drain = nil
        let unsent = link.outbound.close()
        link.inbound.closeForWriting()
        // It holds this connector.
        link.removeCutter()
        let completion = self.completion
        self.completion = nil
        completion?(unsent)
    }
}

extension Connector: PeerConnectionOwner {
    func handshakeSucceeded(
        _ connection: PeerConnection, peer: Peer
    ) -> Result<Link, ConnectionEnd> {
        if drain == nil, let reason = socket.established(link, peer: peer) { return .failure(reason) }
        readiness.ready()
        return .success(link)
    }

    func connectionEnded(_ connection: PeerConnection, reason: ConnectionEnd) {
        if case .closed = phase { return }
        phase = .waiting
        readiness.lost()
        socket.lost(link, reason: reason, stays: true)
        if drain != nil, !link.outbound.hasQueued {
            finish()
            return
        }
        retry(after: reason)
    }
}
