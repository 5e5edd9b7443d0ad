import LibZMQ
import Testing
import ZeroMQ

/// One of our sockets and one of libzmq's, one bound and the other connected to it.
struct MixedPair {
    let pairing: Pairing
    let context: Context
    let ours: Socket
    let foreignContext: ForeignContext
    let theirs: ForeignSocket

    /// Where the bound one listens.
    let endpoint: String

    /// Makes the sockets of `pairing`. `configure` is given libzmq's socket before it binds or connects.
    init(
        _ pairing: Pairing, options: SocketOptions = SocketOptions(),
        configure: (ForeignSocket) throws -> Void = { _ in }
    ) throws {
        self.pairing = pairing
        context = Context()
        ours = try Socket(pairing.ours, in: context, options: options)
        foreignContext = try ForeignContext()
        theirs = try ForeignSocket(try pairing.theirs.foreign(), in: foreignContext)
        try configure(theirs)
        if pairing.weBind {
            endpoint = try ours.bind(pairing.transport.makeEndpoint()).description
            try theirs.connect(endpoint)
        } else {
            endpoint = try theirs.bind(pairing.transport.makeEndpoint())
            try ours.connect(endpoint)
        }
    }

    /// Makes a pair over `transport`.
    init(
        _ ours: SocketType, _ theirs: SocketType, weBind: Bool = true, over transport: WireTransport = .tcp,
        options: SocketOptions = SocketOptions(), configure: (ForeignSocket) throws -> Void = { _ in }
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
