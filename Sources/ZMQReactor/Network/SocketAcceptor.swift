/// Accepts the peers of a listener. Lane-confined, except for the socket, which the listener may close from any
/// thread.
final class SocketAcceptor: EventTarget {
    /// How many peers are taken at a time, lest a crowd keeps the lane from everything else.
    private static let peersPerEvent = 64

    /// How long to wait for descriptors or memory to come free.
    private static let pause = Duration.milliseconds(100)

    private let socket: Guarded<FileDescriptor?>
    private let lane: DispatchLane
    private let tuning: ChannelTuning
    private let address: NetworkAddress
    private let handler: any ByteListenerHandler
    private var token: UInt64?
    private var timer: LaneTimer?

    init(
        _ socket: Guarded<FileDescriptor?>, on lane: DispatchLane, tuning: ChannelTuning,
        address: NetworkAddress,
        handler: any ByteListenerHandler
    ) {
        self.socket = socket
        self.lane = lane
        self.tuning = tuning
        self.address = address
        self.handler = handler
    }

    /// Begins to accept, first or again after a pause. On the lane.
    func begin() {
        let token = token ?? lane.runner.insert(self)
        self.token = token
        let runner = lane.runner
        do throws(SystemError) {
            // Under the lock, so that the number still is this listener's.
            try socket.withLock { (socket) throws(SystemError) in
                guard let number = socket?.number else { return }
                try runner.add(number, token: token, interest: .readable)
            }
        } catch {
            if error.isShortage {
                tryLater()
            } else {
                // Nothing will be told, and a lane that has ended would keep the acceptor, which keeps the lane.
                runner.remove(token)
                self.token = nil
            }
            handler.acceptFailed(error, at: address)
        }
    }

    /// The listener has been closed. On the lane.
    func end() {
        if let token { lane.runner.remove(token) }
        token = nil
        if let timer { lane.disarm(timer) }
        timer = nil
    }

    func handle(_ readiness: Readiness) {
        do throws(SystemError) {
            for _ in 0..<SocketAcceptor.peersPerEvent {
                guard let channel = try accept() else { return }
                handler.accepted(channel, at: address)
            }
        } catch {
            if error.isShortage { rest() }
            handler.acceptFailed(error, at: address)
        }
    }

    /// The next peer, or nil when there is none or the listener is closed. A peer taken just before a close on
    /// another thread is still handed on.
    private func accept() throws(SystemError) -> SocketChannel? {
        let peer = try socket.withLock { (socket) throws(SystemError) -> FileDescriptor? in
            guard let number = socket?.number else { return nil }
            return try Syscalls.accept(number)
        }
        guard let peer = consume peer else { return nil }
        let local = Syscalls.localAddress(peer.number)
        try? tuning.apply(to: peer.number, family: local.family)
        let remote = Syscalls.remoteAddress(peer.number)
        // Connecting Unix sockets have no name; the path that both share says more.
        return SocketChannel(
            peer, on: lane, localAddress: local.description,
            remoteAddress: local.isUnix && remote.path.isEmpty ? local.description : remote.description)
    }

    /// Stops accepting for a while: the peer that could not be accepted would be reported again at once.
    private func rest() {
        let runner = lane.runner
        socket.withLock { socket in
            if let number = socket?.number { runner.events.remove(number, previous: .readable) }
        }
        tryLater()
    }

    private func tryLater() {
        let timer = timer ?? LaneTimer { [unowned self] in self.begin() }
        self.timer = timer
        lane.arm(timer, at: lane.now.advanced(by: SocketAcceptor.pause))
    }
}
