/// TCP and Unix sockets, on the lanes of a `DispatchReactor`.
package struct SystemNetwork: Network {
    private let knownHosts: HostLookup?

    /// Makes a network; names that `knownHosts` has no addresses for are the system's affair.
    package init(knownHosts: HostLookup? = nil) {
        self.knownHosts = knownHosts
    }

    package func listen(
        at address: NetworkAddress, tuning: ChannelTuning, on lane: any Lane,
        handler: any ByteListenerHandler & Sendable
    ) throws(SystemError) -> any ByteListener {
        let lane = own(lane)
        switch address {
        case .tcp(let tcp):
            let socket = try TCPBinding.bind(tcp, tuning: tuning, known: knownHosts)
            let bound = Syscalls.localAddress(socket.number).hostAndPort ?? (tcp.host, tcp.port)
            return SocketListener(
                Guarded(consume socket), address: .tcp(TCPAddress(host: bound.host, port: bound.port)),
                path: nil,
                tuning: tuning, on: lane, handler: handler)
        case .ipc(let path):
            let path = path == "*" ? IPCBinding.inventedPath() : path
            let socket = try IPCBinding.bind(path, tuning: tuning)
            var bound: BoundPath?
            if !path.hasPrefix("@") {
                bound = BoundPath(path: path, identity: try Syscalls.identity(of: path))
            }
            return SocketListener(
                Guarded(consume socket), address: .ipc(path: path), path: bound, tuning: tuning, on: lane,
                handler: handler)
        }
    }

    package func connect(
        to address: NetworkAddress, tuning: ChannelTuning, on lane: any Lane,
        completion: @escaping (Result<any ByteChannel, SystemError>) -> Void
    ) -> any ConnectAttempt {
        let lane = own(lane)
        lane.assertOnLane()
        switch address {
        case .tcp(let tcp):
            let attempt = SocketConnectAttempt(
                on: lane, tuning: tuning, remoteAddress: nil, completion: completion)
            let confined = LaneConfined(attempt)
            let usesIPv6 = tuning.usesIPv6
            if let candidates = ConnectCandidates.immediate(for: tcp, usesIPv6: usesIPv6) {
                lane.execute { confined.value.begin(.success(candidates)) }
            } else {
                Resolver.offLane(lane) { [knownHosts] in
                    ConnectCandidates.lookedUp(for: tcp, usesIPv6: usesIPv6, known: knownHosts)
                } completion: { result in
                    confined.value.begin(result)
                }
            }
            return attempt
        case .ipc(let path):
            let attempt = SocketConnectAttempt(
                on: lane, tuning: tuning, remoteAddress: path, completion: completion)
            let confined = LaneConfined(attempt)
            let candidates = IPCBinding.candidates(for: path)
            lane.execute { confined.value.begin(candidates) }
            return attempt
        }
    }

    private func own(_ lane: any Lane) -> DispatchLane {
        guard let lane = lane as? DispatchLane else {
            preconditionFailure("the system's network works on a DispatchLane only")
        }
        return lane
    }
}
