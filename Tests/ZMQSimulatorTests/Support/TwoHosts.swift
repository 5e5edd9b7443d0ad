import TestSeeds
import ZMQSimulator
import ZeroMQ

/// Two contexts on two hosts of a simulation.
struct TwoHosts {
    static let endpoint = "tcp://server:5555"

    let simulation: Simulation
    let server: Context
    let client: Context

    init(_ test: String = #function, seed: UInt64? = nil, link: LinkConditions = LinkConditions()) throws {
        simulation = Simulation(seed: seed ?? TestSeed.announced(for: test), link: link)
        server = try simulation.makeContext(host: "server")
        client = try simulation.makeContext(host: "client")
    }

    /// A socket of the server, bound to the endpoint.
    func bound(_ type: SocketType, _ options: SocketOptions = SocketOptions()) throws -> Socket {
        let socket = try Socket(type, in: server, options: options)
        try socket.bind(Self.endpoint)
        return socket
    }

    /// A socket of the client, connected to the endpoint.
    func connected(_ type: SocketType, _ options: SocketOptions = SocketOptions()) throws -> Socket {
        let socket = try Socket(type, in: client, options: options)
        try socket.connect(Self.endpoint)
        return socket
    }

    /// Two sockets that know each other.
    func pair(
        _ far: SocketType, _ near: SocketType, far farOptions: SocketOptions = SocketOptions(),
        near nearOptions: SocketOptions = SocketOptions()
    ) throws -> (Socket, Socket) {
        let bound = try bound(far, farOptions)
        let connected = try connected(near, nearOptions)
        guard simulation.run(until: { !bound.peers.isEmpty && !connected.peers.isEmpty }) else {
            throw NotConnected()
        }
        return (bound, connected)
    }

    func cut() { simulation.cut("server", "client") }
    func partition() { simulation.partition("server", "client") }
    func heal() { simulation.heal("server", "client") }

    /// Ends both contexts and returns what was not sent, and how long it took.
    @discardableResult
    func terminate() -> (unsent: Int, time: Duration) {
        let before = simulation.elapsed
        let unsent = client.terminate() + server.terminate()
        return (unsent, simulation.elapsed - before)
    }

    struct NotConnected: Error {}
}
