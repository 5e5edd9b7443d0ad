import ZMQReactor
import ZMQSimulator

/// A host without sockets: it listens and connects, and the test plays the peer.
///
/// Safety: everything that changes is touched on the lane, or by the test between two events of the simulation.
final class ScriptedHost: ByteListenerHandler, @unchecked Sendable {
    let reactor: any Reactor
    let lane: any Lane
    private var listener: (any ByteListener)?
    private var attempts: [any ConnectAttempt] = []

    /// Everybody that connected so far.
    private(set) var peers: [ScriptedPeer] = []

    /// What is done with everybody that connects, at once.
    var greeting: (ScriptedPeer) -> Void = { _ in }

    init(_ simulation: Simulation, host: String) throws {
        reactor = simulation.makeReactor(host: host)
        lane = try reactor.makeLane(named: host)
    }

    func listen(port: UInt16 = 5555) throws {
        listener = try reactor.network.listen(
            at: .tcp(TCPAddress(host: "*", port: port)), tuning: ChannelTuning(), on: lane, handler: self)
    }

    func connect(to host: String, port: UInt16 = 5555) {
        lane.execute { [self] in
            attempts.append(
                reactor.network.connect(
                    to: .tcp(TCPAddress(host: host, port: port)), tuning: ChannelTuning(), on: lane
                ) { [self] result in
                    if case .success(let channel) = result { take(channel) }
                })
        }
    }

    func accepted(_ channel: any ByteChannel, at address: NetworkAddress) {
        take(channel)
    }

    private func take(_ channel: any ByteChannel) {
        let peer = ScriptedPeer(channel, on: lane)
        peers.append(peer)
        greeting(peer)
    }

    func acceptFailed(_ error: SystemError, at address: NetworkAddress) {}
}
