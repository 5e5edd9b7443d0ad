internal import ZMQReactor

/// Takes the peers that a bound endpoint accepts through their handshake, and owns their connections.
///
/// Safety: everything that changes is touched only on the lane, except `endpoint`, which has a lock.
final class Acceptor: @unchecked Sendable {
    private let socket: SocketCore
    private let lane: IOLane
    private let endpoint = Guarded<Endpoint?>(nil)
    private var connections: [UInt64: PeerConnection] = [:]
    private var links: [UInt64: Link] = [:]
    private var isClosing = false
    private var unsent = 0
    private var completions: [@Sendable (Int) -> Void] = []

    init(socket: SocketCore, lane: IOLane) {
        self.socket = socket
        self.lane = lane
    }

    func setEndpoint(_ endpoint: Endpoint) {
        self.endpoint.withLock { $0 = endpoint }
    }

    /// Nobody comes any more; `completion` is called when the last peer has gone.
    func stop(completion: @escaping @Sendable (Int) -> Void) {
        completions.append(completion)
        finishIfDone()
    }

    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        isClosing = true
        completions.append(completion)
        for connection in connections.values {
            guard let link = connection.link else {
                connection.end(.closedLocally)
                continue
            }
            link.outbound.closeForWriting()
            connection.drain = ConnectionDrain(linger, on: lane) { [unowned connection] in
                connection.end(.closedLocally)
            }
            connection.flush()
        }
        finishIfDone()
    }

    private func finishIfDone() {
        guard connections.isEmpty else { return }
        let completions = self.completions
        self.completions = []
        // The messages are counted once.
        for (index, completion) in completions.enumerated() { completion(index == 0 ? unsent : 0) }
    }
}

extension Acceptor: ByteListenerHandler {
    func accepted(_ channel: any ByteChannel) {
        guard !isClosing, let endpoint = endpoint.withLock({ $0 }) else {
            channel.close()
            return
        }
        socket.monitor.send(.accepted(endpoint, address: channel.remoteAddress))
        let connection = PeerConnection(channel, at: endpoint, on: lane, socket: socket, owner: self)
        connections[connection.id] = connection
        connection.start()
    }

    func acceptFailed(_ error: SystemError) {
        guard let endpoint = endpoint.withLock({ $0 }) else { return }
        socket.monitor.send(
            .acceptFailed(
                endpoint, ZMQError(error, operation: "accept", endpoint: endpoint.description)))
    }
}

extension Acceptor: PeerConnectionOwner {
    func handshakeSucceeded(
        _ connection: PeerConnection, peer: Peer
    ) -> Result<Link, ConnectionEnd> {
        let link = socket.makeLink()
        let cut = LaneConfined(connection)
        link.setCutter { [lane] reason in
            lane.lane.execute { cut.value.end(reason) }
        }
        if let reason = socket.attach(link) { return .failure(reason) }
        if let reason = socket.established(link, peer: peer) {
            socket.lost(link, reason: reason, stays: false)
            return .failure(reason)
        }
        links[connection.id] = link
        return .success(link)
    }

    func connectionEnded(_ connection: PeerConnection, reason: ConnectionEnd) {
        connections[connection.id] = nil
        if let link = links.removeValue(forKey: connection.id) {
            if isClosing { unsent += link.outbound.close() }
            socket.lost(link, reason: reason, stays: false)
        }
        finishIfDone()
    }
}
