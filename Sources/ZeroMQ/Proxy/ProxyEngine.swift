/// The directions of a proxy, and whose turn it is. Used by the one who runs the proxy.
struct ProxyEngine: Sendable {
    /// A direction moves this many messages before the other gets its turn (zmq_proxy: 1000).
    private static let messagesPerTurn = 1000

    private var directions: [ProxyDirection]

    init(_ directions: [ProxyDirection]) {
        self.directions = directions
    }

    /// Gives each direction a turn. Says whether anything was moved; if not, nothing can be until an observer is
    /// resumed.
    mutating func turn(_ control: ProxyControl) throws(ZMQError) -> Bool {
        var hasMoved = false
        for index in directions.indices {
            if try directions[index].move(upTo: Self.messagesPerTurn, control) { hasMoved = true }
        }
        return hasMoved
    }

    /// Throws when one of the sockets is closed.
    func checkOpen() throws(ZMQError) {
        for direction in directions {
            try direction.source.checkOpen(for: "proxy")
            try direction.target.checkOpen(for: "proxy")
            try direction.capture?.checkOpen(for: "proxy")
        }
    }

    /// Has `waiter` resumed whenever a turn may move something. Returns what ends that.
    func observe(_ waiter: Waiter) -> [(socket: SocketCore, id: UInt64)] {
        var observers: [(SocketCore, UInt64)] = []
        for direction in directions {
            let (source, target) = (direction.source, direction.target)
            observers.append((source, source.observe(waiter, receive: true, send: false)))
            observers.append((target, target.observe(waiter, receive: false, send: true)))
            guard let capture = direction.capture else { continue }
            observers.append((capture, capture.observe(waiter, receive: false, send: true)))
        }
        return observers
    }
}
