internal import ZeroMQ

/// One process of a workload, over either library.
struct End<D: Driver>: Sendable {
    let driver: D
    let settings: EndSettings
    let crew: Crew

    /// Makes the sockets and starts the workers. Returns the endpoints that were bound.
    func start() throws -> [String] {
        switch settings.part {
        case .pull: try pull()
        case .push: try push()
        case .pushInTurn: try pushInTurn()
        case .reply: try reply()
        case .request: try request()
        case .publish: try publish()
        case .subscribe: try subscribe()
        case .echo: try echo()
        case .callers: try call()
        case .proxy: try proxy()
        case .connect: try connectAgainAndAgain()
        case .idleServer: try serveIdle()
        case .idleClients: try connectIdle()
        case .idleSockets: try makeIdleSockets()
        case .topics: try matchTopics()
        case .queue: try keepQueue()
        case .inprocThroughput: try inprocThroughput()
        case .inprocLatency: try inprocLatency()
        case .rawRead, .rawWrite: throw UsageError("raw streams are for --library raw")
        }
    }

    /// Makes a socket and binds or connects it, as the settings say. Returns what was bound.
    func attached(
        _ type: SocketType, _ needs: SocketNeeds = .none
    ) throws -> (socket: D.Socket, endpoints: [String]) {
        let socket = try driver.socket(type, needs)
        if settings.binds { return (socket, [try socket.bind(settings.endpoint)]) }
        try socket.connect(settings.endpoint)
        return (socket, [])
    }

    /// Makes a socket for each peer and attaches it. They connect: only one can bind.
    func attachedForEachPeer(_ type: SocketType, _ needs: SocketNeeds = .none) throws -> [D.Socket] {
        try (0..<settings.peers).map { _ in try attached(type, needs).socket }
    }

    /// Fails when a message has not the size that was agreed on.
    @inline(__always)
    func check(_ size: Int) throws {
        if size != settings.size { throw Failure("a message has \(size) bytes instead of \(settings.size)") }
    }

    /// The socket as one of this package, which has asynchronous functions, when those are wanted.
    func asynchronous(_ socket: D.Socket) -> SwiftSocket? {
        settings.isAsync ? socket as? SwiftSocket : nil
    }
}
