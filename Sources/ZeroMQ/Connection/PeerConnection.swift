internal import ZMQReactor
internal import ZMTP

/// One connection to one peer: drives a protocol engine over a byte channel, and moves messages between the
/// wire and the pipes of a link. Knows nothing of routing or of the application. Lane-confined.
final class PeerConnection {
    let id: UInt64
    let lane: IOLane
    let channel: any ByteChannel
    let socket: SocketCore
    /// The endpoint that the connection belongs to.
    let endpoint: Endpoint
    let waker: ConnectionWaker

    /// Who made the connection and is told about its life; released when it ends.
    var owner: (any PeerConnectionOwner)?

    /// The link whose messages are carried, once the handshake is over.
    private(set) var link: Link?

    /// Who is at the other end, once the handshake is over.
    private var peer: Peer?

    var engine: Engine {
        @inline(__always) _read { yield unsafe uncheckedEngine }
        @inline(__always) _modify { yield unsafe &uncheckedEngine }
    }

    var outgoing: OutgoingBatch {
        @inline(__always) _read { yield unsafe uncheckedOutgoing }
        @inline(__always) _modify { yield unsafe &uncheckedOutgoing }
    }

    // Without the run-time check for overlapping accesses: with a hundred clients a ROUTER takes 0.91 times the
    // instructions for each request.
    //
    // Safety: neither calls back, so an access is over before the next begins; both are lane-confined.
    @exclusivity(unchecked) private var uncheckedEngine: Engine
    @exclusivity(unchecked) private var uncheckedOutgoing = OutgoingBatch()

    var heartbeat: Heartbeat?
    var isReadingPaused = false
    private(set) var hasEnded = false

    /// Set while the connection only sends what is queued, before it closes.
    var drain: ConnectionDrain?

    /// Whether everything is written and only the peer's system has to take it.
    var isLeaving = false

    /// Why nothing can be written any more: what has arrived is read, then the connection ends.
    var writeFailure: ConnectionEnd?

    /// Whether the last batch was so large that the next messages are expected at once.
    var isStreaming = false

    /// Whether what is queued now may wait for `napTimer`.
    var isNapping = false

    /// Ends a short rest in a stream.
    lazy var napTimer = LaneTimer(isLenient: true) { [unowned self] in flush() }

    /// Ends a handshake that takes too long, and drives the heartbeat after it.
    lazy var timer = LaneTimer { [unowned self] in timerFired() }

    init(
        _ channel: any ByteChannel, at endpoint: Endpoint, on lane: IOLane, socket: SocketCore,
        owner: any PeerConnectionOwner
    ) {
        self.endpoint = endpoint
        id = socket.context.nextID()
        self.lane = lane
        self.channel = channel
        self.socket = socket
        self.owner = owner
        unsafe uncheckedEngine = Engine(EngineConfiguration(socket))
        waker = ConnectionWaker(lane)
    }

    /// Starts the handshake.
    func start() {
        waker.connect(to: self)
        channel.handler = self
        channel.wantsReading = true
        if let timeout = socket.options.handshakeTimeout {
            lane.lane.arm(timer, at: lane.lane.now.advanced(by: timeout))
        }
        flush()
    }

    /// The handshake is complete: asks the owner for the link, and lets messages flow.
    private func handshakeSucceeded(_ description: PeerDescription) {
        lane.lane.disarm(timer)
        let peer = Peer(PeerInfo(description, connection: self))
        switch owner?.handshakeSucceeded(self, peer: peer) {
        case .success(let link):
            self.link = link
            self.peer = peer
            link.outbound.connect(writer: nil, reader: waker)
            link.inbound.connect(writer: waker, reader: nil)
            pauseReadingIfFull(link)
            socket.monitor.send(.handshakeSucceeded(peer.info))
            if socket.options.probeRouter { probe() }
            startHeartbeat()
        case .failure(let reason):
            end(reason)
        case nil:
            end(.closedLocally)
        }
    }

    /// Sends an empty message, ahead of whatever is queued but behind our part of the handshake (RTR-11).
    private func probe() {
        outgoing.control += engine.takeOutput()
        var queue = FrameQueue()
        Frame().encode(into: &queue, more: false)
        for slice in engine.encode(queue.take()) {
            outgoing.control += Frame(sharing: slice.chunk, lower: slice.lower, upper: slice.upper).bytes
        }
    }

    /// Handles what the engine found in the bytes read so far.
    func processEvents() {
        do {
            while !hasEnded, let event = try engine.nextEvent() {
                switch event {
                case .messages(let stream, let count):
                    deliver(stream, count)
                case .handshakeSucceeded(let description):
                    handshakeSucceeded(description)
                case .subscribe(let topic):
                    subscriptionChanged(topic, isAdded: true)
                case .cancel(let topic):
                    subscriptionChanged(topic, isAdded: false)
                case .pinged(let timeToLive):
                    heartbeat?.received(timeToLive: timeToLive, at: lane.lane.now)
                    armHeartbeat()
                case .pong:
                    break
                case .authenticate:
                    // Nobody can be asked, and who is not asked lets nobody in.
                    try engine.authenticated(status: 500)
                case .peerError(let error):
                    end(.refusedByPeer(error.reason))
                }
            }
        } catch {
            // An ERROR, or the rest of a greeting, is still owed (TYPE-02, ZMTP-12).
            flush()
            end(.violation(error))
        }
    }

    private func deliver(_ stream: [ByteSlice], _ count: Int) {
        guard let link else { return }
        let (sleeper, isFull) = link.inbound.append(stream, messages: count)
        if isFull { isReadingPaused = true }
        sleeper?.reader.pipeBecameReadable(sentAlone: false)
    }

    private func subscriptionChanged(_ topic: [UInt8], isAdded: Bool) {
        guard let link else { return }
        socket.subscriptionChanged(Frame(topic), isAdded: isAdded, by: link)
        // An XPUB keeps subscriptions for its application.
        pauseReadingIfFull(link)
    }

    /// Stops reading if the application does not keep up; the waker is told when there is room again.
    private func pauseReadingIfFull(_ link: Link) {
        if !link.inbound.checkRoom() { isReadingPaused = true }
    }

    /// Gives what was taken from the link, and not sent, back to it.
    func giveBackUnsent() {
        if let link { outgoing.giveBack(to: link.outbound, encodedBy: engine) }
    }

    /// Closes the channel and tells the owner. What was taken from the link and not sent goes back to it.
    func end(_ reason: ConnectionEnd) {
        guard !hasEnded else { return }
        hasEnded = true
        waker.disconnect()
        lane.lane.disarm(timer)
        lane.lane.disarm(napTimer)
        channel.handler = nil
        channel.close()
        // A request that was given up must not be sent again.
        if reason != .requestAbandoned { giveBackUnsent() }
        let owner = self.owner
        self.owner = nil
        if let peer = peer.take() {
            socket.monitor.send(.disconnected(peer.info, reason.disconnectReason))
        } else {
            socket.monitor.send(
                .handshakeFailed(
                    endpoint, address: channel.remoteAddress,
                    reason.handshakeFailure(after: engine.version, firstBytes: engine.firstBytes)))
        }
        owner?.connectionEnded(self, reason: reason)
        link = nil
    }
}

/// Who makes connections: a connecting or a bound endpoint. All calls are on the lane.
protocol PeerConnectionOwner: AnyObject {
    /// The peer is known. Returns the link to carry, attached and established, or why there is none.
    func handshakeSucceeded(_ connection: PeerConnection, peer: Peer) -> Result<Link, ConnectionEnd>

    /// The connection is over.
    func connectionEnded(_ connection: PeerConnection, reason: ConnectionEnd)
}

extension PeerConnection: LaneTask {
    /// The link has messages to send, or room for more.
    func runOnLane() {
        guard !hasEnded else { return }
        if isReadingPaused, let link, link.inbound.checkEnoughRoom() {
            isReadingPaused = false
            channel.wantsReading = true
        }
        flush()
    }
}
