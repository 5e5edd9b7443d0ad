internal import ZMQReactor

/// The inproc names of a context: who is bound to them, and who waits for somebody to be.
final class InprocRegistry: Sendable {
    private struct State {
        var bound: [String: InprocBoundEndpoint] = [:]
        var waiting: [String: [InprocConnectedEndpoint]] = [:]
    }

    private let state = Guarded(State())

    /// Makes the endpoint of a name; it takes the name when it starts.
    func bind(_ name: String, endpoint: Endpoint, socket: SocketCore) throws(ZMQError) -> InprocBoundEndpoint
    {
        let new = InprocBoundEndpoint(name, endpoint: endpoint, socket: socket, registry: self)
        let isTaken: Bool = state.withLock { state in
            if state.bound[name] != nil { return true }
            state.bound[name] = new
            return false
        }
        guard !isTaken else {
            throw ZMQError(
                .addressInUse, operation: "bind", endpoint: endpoint.description,
                reason: "another socket of the context is bound to the name",
                remedy: "choose another name, or unbind the other socket")
        }
        return new
    }

    /// Takes those who wait for the name.
    func takeWaiting(for name: String) -> [InprocConnectedEndpoint] {
        state.withLock { $0.waiting.removeValue(forKey: name) ?? [] }
    }

    /// Who is bound to the name; when nobody is, `connecting` waits for one (decision: connect before bind).
    func find(_ name: String, for connecting: InprocConnectedEndpoint) -> InprocBoundEndpoint? {
        state.withLock { state in
            if let bound = state.bound[name] { return bound }
            state.waiting[name, default: []].append(connecting)
            return nil
        }
    }

    func remove(_ endpoint: InprocBoundEndpoint) {
        state.withLock { state in
            if state.bound[endpoint.name] === endpoint { state.bound[endpoint.name] = nil }
        }
    }

    func remove(_ endpoint: InprocConnectedEndpoint) {
        state.withLock { state in
            state.waiting[endpoint.name]?.removeAll { $0 === endpoint }
            if state.waiting[endpoint.name]?.isEmpty == true { state.waiting[endpoint.name] = nil }
        }
    }
}
