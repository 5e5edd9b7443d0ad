internal import ZMQReactor

/// Something outside a poller that is ready or not.
enum PollSource: Sendable {
    /// A socket, which the poller keeps open by holding it, and the number of its observer there.
    case socket(Socket, observer: UInt64)
    case descriptor(any DescriptorWatch)

    /// What it is ready for; nil for nothing. Without any lock held.
    func check(_ item: PollItem, for interest: PollInterest) -> PollEvent? {
        let canReceive: Bool
        let canSend: Bool
        let isClosed: Bool
        switch self {
        case .socket(let socket, _):
            let found = socket.core.readiness(
                receive: interest.contains(.receive), send: interest.contains(.send))
            (canReceive, canSend, isClosed) = (found.canReceive, found.canSend, found.isClosed)
        case .descriptor(let watch):
            let found = watch.readiness
            isClosed = found.isHungUp
            canReceive = interest.contains(.receive) && (found.isReadable || isClosed)
            canSend = interest.contains(.send) && (found.isWritable || isClosed)
        }
        guard canReceive || canSend else { return nil }
        let readiness: PollInterest = canReceive ? (canSend ? [.receive, .send] : .receive) : .send
        return PollEvent(item, readiness, isClosed: isClosed)
    }

    /// Whether it has to be looked at by every wait. Sockets say in time when they become ready; of a descriptor
    /// the system's word may still be on its way.
    var needsAsking: Bool {
        switch self {
        case .socket: false
        case .descriptor: true
        }
    }

    /// Asks to be told when it becomes ready; sockets tell anyway.
    func arm() {
        if case .descriptor(let watch) = self { watch.arm() }
    }

    /// Wants to be told nothing any more.
    func release() {
        switch self {
        case .socket(let socket, let observer): socket.core.removeObserver(observer)
        case .descriptor(let watch): watch.cancel()
        }
    }
}
