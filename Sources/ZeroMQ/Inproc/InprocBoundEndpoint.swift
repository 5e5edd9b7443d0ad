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
        var stopped: (@Sendable (Int) -> Void)?

        /// What is to be called when the last connection of an unbound name is gone.
        mutating func takeStopped() -> (@Sendable (Int) -> Void)? {
            guard !isListening, connections.isEmpty else { return nil }
            defer { stopped = nil }
            return stopped
        }
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
        let stopped: (@Sendable (Int) -> Void)? = state.withLock { state in
            state.connections.removeAll { $0 === connection }
            return state.takeStopped()
        }
        stopped?(0)
    }

    func stop(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        registry.remove(self)
        let stopped: (@Sendable (Int) -> Void)? = state.withLock { state in
            state.isListening = false
            state.stopped = completion
            return state.takeStopped()
        }
        stopped?(0)
        // Another socket may take the name.
        socket.recallRefused()
    }

    /// What was sent is in the peers' queues already, so there is nothing to linger for.
    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void) {
        registry.remove(self)
        let connections = state.withLock { state in
            state.isListening = false
            defer { state.connections = [] }
            return state.connections
        }
        for connection in connections { connection.end(by: socket) }
        completion(0)
    }
}
