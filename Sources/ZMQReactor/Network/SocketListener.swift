/// A listening TCP or Unix socket.
final class SocketListener: ByteListener {
    let address: NetworkAddress

    private let lane: DispatchLane
    private let path: BoundPath?
    private let acceptor: LaneConfined<SocketAcceptor>
    private let socket: Guarded<FileDescriptor?>

    /// Takes over a listening socket and begins to accept on `lane`. Callable from any thread.
    init(
        _ socket: Guarded<FileDescriptor?>, address: NetworkAddress, path: BoundPath?, tuning: ChannelTuning,
        on lane: DispatchLane, handler: any ByteListenerHandler & Sendable
    ) {
        self.address = address
        self.path = path
        self.lane = lane
        self.socket = socket
        let acceptor = LaneConfined(
            SocketAcceptor(socket, on: lane, tuning: tuning, address: address, handler: handler))
        self.acceptor = acceptor
        lane.execute { acceptor.value.begin() }
    }

    func close() {
        // The path goes first: as long as the socket listens nobody takes it for a stale one and replaces it.
        let path = path
        guard let taken = socket.withLock({ $0.take() }) else { return }
        path?.unlinkIfUnchanged()
        Syscalls.close(taken.release())
        let acceptor = acceptor
        lane.execute { acceptor.value.end() }
    }
}
