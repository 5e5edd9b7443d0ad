internal import LibZMQ
internal import ZeroMQ

/// libzmq, loaded at run time.
struct ForeignDriver: Driver {
    private let context: ForeignContext

    /// - Throws: a `ForeignError` when the system has no libzmq.
    init() throws {
        context = try ForeignContext()
    }

    func socket(_ type: SocketType, _ needs: SocketNeeds) throws -> ForeignDriverSocket {
        guard let type = ForeignSocketType(rawValue: Int32(type.rawValue)) else {
            throw Failure("libzmq has no \(type.name)")
        }
        let socket = try ForeignSocket(type, in: context)
        // The wrapper's own limits are for tests; libzmq's default is to wait for ever.
        try socket.setOption(.sendTimeout, -1)
        try socket.setOption(.receiveTimeout, -1)
        if needs.unlimitedSending { try socket.setOption(.sendHighWaterMark, 0) }
        if needs.unlimitedReceiving { try socket.setOption(.receiveHighWaterMark, 0) }
        if needs.onlyConnected { try socket.setOption(.immediate, 1) }
        if needs.noDrop { try socket.setOption(.xPublisherNoDrop, 1) }
        return ForeignDriverSocket(socket, in: context)
    }

    /// Nothing to do here: sockets linger when they are let go of, and the context waits for them when it is.
    func finish() {}
}
