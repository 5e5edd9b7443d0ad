import LibZMQ
import Testing
import ZeroMQ

/// One of our sockets and one of libzmq's, one bound and the other connected to it.
struct MixedPair {
    let pairing: Pairing
    let context: Context
    private(set) var ours: Socket
    let foreignContext: ForeignContext
    private(set) var theirs: ForeignSocket

    /// Where the bound one listens.
    let endpoint: String

    private let options: SocketOptions

    /// Makes the sockets of `pairing`. `configure` is given libzmq's socket before it binds or connects, and `route`
    /// the endpoint that is bound: it says where to connect to.
    init(
        _ pairing: Pairing, options: SocketOptions = SocketOptions(),
        configure: (ForeignSocket) throws -> Void = { _ in },
        route: (String) throws -> String = { $0 }
    ) throws {
        self.pairing = pairing
        self.options = options
        context = Context()
        ours = try Socket(pairing.ours, in: context, options: options)
        foreignContext = try ForeignContext()
        theirs = try ForeignSocket(try pairing.theirs.foreign(), in: foreignContext)
        try configure(theirs)
        if pairing.weBind {
            endpoint = try ours.bind(pairing.transport.makeEndpoint()).description
            try theirs.connect(route(endpoint))
        } else {
            endpoint = try theirs.bind(pairing.transport.makeEndpoint())
            try ours.connect(route(endpoint))
        }
    }

    /// Makes a pair over `transport`.
    init(
        _ ours: SocketType, _ theirs: SocketType, weBind: Bool = true, over transport: WireTransport = .tcp,
        options: SocketOptions = SocketOptions(),
        configure: (ForeignSocket) throws -> Void = { _ in }
    ) throws {
        try self.init(
            Pairing(ours: ours, theirs: theirs, weBind: weBind, transport: transport), options: options,
            configure: configure)
    }

    /// Waits until `condition` holds for our socket, and lets libzmq's take part meanwhile.
    func wait(
        _ location: SourceLocation = #_sourceLocation, until condition: (Socket) throws -> Bool
    ) throws {
        try theirs.attend(location) { try condition(ours) }
    }
}

extension MixedPair {
    /// Closes their socket, waits until ours has noticed, and makes it again at the same place.
    mutating func restartTheirs(configure: (ForeignSocket) throws -> Void) throws {
        theirs.close()
        let ours = ours
        try waiting { ours.peers.isEmpty }
        theirs = try ForeignSocket(try pairing.theirs.foreign(), in: foreignContext)
        try configure(theirs)
        if pairing.weBind { try theirs.connect(endpoint) } else { try theirs.bind(again: endpoint) }
    }

    /// Closes our socket, waits until theirs, which `monitor` watches, has noticed, and makes it again at the same
    /// place.
    mutating func restartOurs(_ monitor: ForeignMonitor) throws {
        ours.close()
        try #require(
            try monitor.first(.disconnected, timeout: Patience.limit) != nil, "libzmq does not notice")
        // Only its own thread lets go of a connection, and a message for it would be lost until then. What connects
        // keeps its queue.
        let waitsForPeers: Set<SocketType> = [.push, .dealer, .req, .pair]
        if !pairing.weBind, waitsForPeers.contains(pairing.theirs) {
            try theirs.attend { try !theirs.isWritable() }
        }
        // It tells of the next subscription only when the last one has ended.
        if !pairing.weBind, pairing.theirs == .xpub {
            while try theirs.expectMessage() != [[0]] {}
        }
        ours = try Socket(pairing.ours, in: context, options: options)
        if pairing.weBind { try ours.bind(endpoint) } else { try ours.connect(endpoint) }
    }
}
