internal import ZMQReactor

/// A name that a socket is bound to, and the links to those who connected to it.
final class InprocBoundEndpoint: SocketEndpoint {
    let name: String
    let endpoint: Endpoint
    var lane: IOLane? { nil }
    let socket: SocketCore
    private let registry: InprocRegistry

    private struct State {
        var isListening = true
        var connections: [InprocConnection] = []
        var whenIdle: (@Sendable (Int) -> Void)?
    }

    private let state = Guarded(State())

    init(_ name: String, endpoint: Endpoint, socket: SocketCore, registry: InprocRegistry) {
        self.name = name
        self.endpoint = endpoint
        self.socket = socket
        self.registry = registry
    }

    var isBound: Bool { state.withLock { $0.isListening } }

    func start() {
        for connecting in registry.takeWaiting(for: name) { connecting.join(self) }
    }

    /// Keeps a connection, to end it with the endpoint; false when that has happened already.
    func add(_ connection: InprocConnection) -> Bool {
        state.withLock { state in
            guard state.isListening else { return false }
            state.connections.append(connection)
            return true
        }
    }

    func remove(_ connection: InprocConnection) {
        let whenIdle: (@Sendable (Int) -> Void)? = state.withLock { state in
            state.connections.removeAll { $0 === connection }
            guard state.connections.isEmpty else { return nil }
            defer { state.whenIdle = nil }
            return state.whenIdle
        }
        whenIdle?(0)
    }

    func stop(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        registry.remove(self)
        let isIdle = state.withLock { state in
            state.isListening = false
            if !state.connections.isEmpty { state.whenIdle = completion }
            return state.connections.isEmpty
        }
        if isIdle { completion(0) }
    }

    /// What was sent is in the peers' queues already, so there is nothing to linger for.
    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        registry.remove(self)
        let connections = state.withLock { state in
            state.isListening = false
            return state.connections
        }
        for connection in connections { connection.end(by: socket) }
        completion(0)
    }
}
