internal import ZMQReactor

/// Takes the peers that a bound endpoint accepts, and that are on one lane, through their handshake, and owns
/// their connections. Lane-confined.
final class Acceptor {
    private let socket: SocketCore
    private let lane: IOLane
    private var connections: [UInt64: PeerConnection] = [:]
    private var links: [UInt64: Link] = [:]
    private var isClosing = false
    private var isStopped = false
    private var stopped: (@Sendable (Int) -> Void)?
    private var unsent = 0
    private var completion: (@Sendable (Int) -> Void)?

    init(socket: SocketCore, lane: IOLane) {
        self.socket = socket
        self.lane = lane
    }

    /// Begins the handshake with a peer.
    func take(_ channel: any ByteChannel, at endpoint: Endpoint) {
        guard !isClosing, !isStopped else {
            channel.close()
            return
        }
        socket.monitor.send(.accepted(endpoint, address: channel.remoteAddress))
        let connection = PeerConnection(channel, at: endpoint, on: lane, socket: socket, owner: self)
        connections[connection.id] = connection
        connection.start()
    }

    /// Accepts nobody any more; `completion` is called when the last peer is gone.
    func stop(completion: @escaping @Sendable (Int) -> Void) {
        isStopped = true
        stopped = completion
        finishIfDone()
    }

    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        isClosing = true
        self.completion = completion
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
        let stopped = self.stopped
        self.stopped = nil
        stopped?(0)
        guard isClosing else { return }
        let completion = self.completion
        self.completion = nil
        completion?(unsent)
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
        if let reason = socket.attach(link) {
            link.abandon()
            return .failure(reason)
        }
        if let reason = socket.established(link, peer: peer) {
            link.removeCutter()
            socket.lost(link, reason: reason, stays: false)
            return .failure(reason)
        }
        links[connection.id] = link
        return .success(link)
    }

    func connectionEnded(_ connection: PeerConnection, reason: ConnectionEnd) {
        connections[connection.id] = nil
        connection.drain?.finish(lane)
        if let link = links.removeValue(forKey: connection.id) {
            // It holds the connection, and the link may stay until it is read.
            link.removeCutter()
            if isClosing { unsent += link.outbound.close() }
            socket.lost(link, reason: reason, stays: false)
        }
        finishIfDone()
    }
}
