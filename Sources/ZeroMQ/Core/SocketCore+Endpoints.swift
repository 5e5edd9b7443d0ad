internal import ZMQReactor

/// Binding and connecting, and undoing both.
extension SocketCore {
    /// Listens at `endpoint` and returns it with its wildcards resolved.
    func bind(_ endpoint: Endpoint) throws(ZMQError) -> Endpoint {
        try endpoint.validated(forBinding: true)
        try context.checkNotForked("bind")
        try checkOpen(for: "bind")
        let bound: any SocketEndpoint
        switch endpoint.target {
        case .inproc(let name):
            do {
                bound = try context.inproc.bind(name, endpoint: endpoint, socket: self)
            } catch {
                monitor.send(.bindFailed(error))
                throw error
            }
        case .network(let address):
            let lanes = try context.chooseLanes(for: self, endpoint: endpoint, operation: "bind")
            do {
                bound = try BoundEndpoint(address, socket: self, lanes: lanes)
            } catch {
                let failure = ZMQError(error, operation: "bind", endpoint: endpoint.description)
                monitor.send(.bindFailed(failure))
                throw failure
            }
        }
        try add(bound, "bind")
        try bound.start()
        monitor.send(.listening(bound.endpoint))
        return bound.endpoint
    }

    /// Connects to `endpoint`, now or as soon as somebody is there, and again whenever the connection is lost.
    func connect(_ endpoint: Endpoint, routingID: Frame? = nil) throws(ZMQError)
        -> any ConnectedSocketEndpoint
    {
        try endpoint.validated(forBinding: false)
        try context.checkNotForked("connect")
        try checkOpen(for: "connect")
        if type.connectsOncePerEndpoint, let same = connected(to: endpoint) { return same }
        let connected: any ConnectedSocketEndpoint
        switch endpoint.target {
        case .inproc(let name):
            connected = InprocConnectedEndpoint(
                name, endpoint: endpoint, socket: self, registry: context.inproc, routingID: routingID)
        case .network(let address):
            let lane = try context.chooseLanes(for: self, endpoint: endpoint, operation: "connect")[0]
            connected = ConnectingEndpoint(
                endpoint, address: address, socket: self, lane: lane, routingID: routingID)
        }
        try add(connected, "connect")
        do {
            try connected.start()
        } catch {
            forget(connected)
            // A socket that has been closed meanwhile refuses too; then that is what to say.
            try checkOpen(for: "connect")
            throw error
        }
        return connected
    }

    /// Undoes a `bind`: the address is free when this returns; peers that are connected stay.
    func unbind(_ endpoint: Endpoint) throws(ZMQError) {
        let found: (any SocketEndpoint)? = try locked { (state, _) throws(ZMQError) in
            try state.checkOpen("unbind")
            return state.endpoints.first { $0.isBound && $0.endpoint == endpoint }
        }
        guard let found else {
            throw ZMQError(
                .noSuchEndpoint, operation: "unbind", endpoint: endpoint.description,
                reason: "the socket is not bound to it", remedy: "use the endpoint that bind returned")
        }
        // Kept as long as it has peers, who end with the socket.
        found.stop(linger: linger) { [weak self] _ in self?.forget(found) }
        monitor.send(.closed(endpoint))
    }

    /// Undoes a `connect`, the first one to `endpoint`.
    func disconnect(_ endpoint: Endpoint) throws(ZMQError) {
        try disconnect(endpoint) { $0 is any ConnectedSocketEndpoint && $0.endpoint == endpoint }
    }

    /// Undoes the `connect` that made `connected`.
    func disconnect(_ connected: any ConnectedSocketEndpoint) throws(ZMQError) {
        try disconnect(connected.endpoint) { $0 === connected }
    }

    /// Undoes the first `connect` that `isMeant` says yes to, under the socket's lock.
    func disconnect(
        _ endpoint: Endpoint, where isMeant: (any SocketEndpoint) -> Bool
    ) throws(ZMQError) {
        // The context's end waits for what is still sent there; it must know before the socket forgets it.
        let closing = context.closing
        closing.begin()
        let found: (any SocketEndpoint)?
        do throws(ZMQError) {
            found = try takeEndpoint(where: isMeant)
        } catch {
            closing.end(unsent: 0)
            throw error
        }
        guard let found else {
            closing.end(unsent: 0)
            throw ZMQError(
                .noSuchEndpoint, operation: "disconnect", endpoint: endpoint.description,
                reason: "the socket is not connected to it")
        }
        found.stop(linger: linger) { [self] unsent in
            monitor.send(.closed(endpoint))
            let isLast = update { state, _ in
                state.counters.dropped[.closed] += UInt64(unsent)
                state.disconnecting -= 1
                return state.isFinished
            }
            if isLast { finishEvents() }
            closing.end(unsent: unsent)
        }
    }

    private func takeEndpoint(
        where isMeant: (any SocketEndpoint) -> Bool
    ) throws(ZMQError) -> (any SocketEndpoint)? {
        try locked { (state, _) throws(ZMQError) -> (any SocketEndpoint)? in
            try state.checkOpen("disconnect")
            guard let index = state.endpoints.firstIndex(where: isMeant) else { return nil }
            state.disconnecting += 1
            return state.endpoints.remove(at: index)
        }
    }

    private func add(_ endpoint: any SocketEndpoint, _ operation: String) throws(ZMQError) {
        do throws(ZMQError) {
            try locked { (state, _) throws(ZMQError) in
                try state.checkOpen(operation)
                state.endpoints.append(endpoint)
            }
        } catch {
            endpoint.close(linger: .none) { _ in }
            throw error
        }
    }

    private func connected(to endpoint: Endpoint) -> (any ConnectedSocketEndpoint)? {
        update { state, _ in
            for case let candidate as any ConnectedSocketEndpoint in state.endpoints
            where candidate.endpoint == endpoint && !candidate.readiness.hasEnded {
                return candidate
            }
            return nil
        }
    }

    /// Forgets an endpoint that has ended by itself: it cannot be disconnected from any more.
    func ended(_ endpoint: any SocketEndpoint) {
        if forget(endpoint) { monitor.send(.closed(endpoint.endpoint)) }
    }

    /// False when the socket does not have the endpoint any more.
    @discardableResult
    private func forget(_ endpoint: any SocketEndpoint) -> Bool {
        update { state, _ in
            guard let index = state.endpoints.firstIndex(where: { $0 === endpoint }) else { return false }
            state.endpoints.remove(at: index)
            return true
        }
    }
}
