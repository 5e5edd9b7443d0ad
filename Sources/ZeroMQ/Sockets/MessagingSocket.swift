/// What all sockets have in common: endpoints, peers, events, and an end.
public protocol MessagingSocket: Sendable {
    /// The untyped socket underneath.
    var socket: Socket { get }
}

extension MessagingSocket {
    /// Listens at `endpoint` and returns it with its wildcards resolved: `tcp://127.0.0.1:*` gets a port.
    ///
    /// With the name of a host the calling thread is blocked while the system looks it up, seconds perhaps. In async
    /// code use an address, an interface or `*`: these are never looked up.
    ///
    /// - Throws: `invalidArgument` for what is no endpoint to bind to; `protocolNotSupported` for other schemes;
    ///   `addressInUse`, also for inproc; `addressNotAvailable`, `noSuchDevice`, `permissionDenied`, `tooManyFiles`;
    ///   `system` for what else the system refuses, as a path in a directory that is not there; `nameNotResolved` for
    ///   the name of a host; `noLanes`, `forkedContext`, `socketClosed`, `contextTerminated`.
    @discardableResult
    public func bind(_ endpoint: String) throws(ZMQError) -> Endpoint {
        try bind(Endpoint(endpoint, operation: "bind"))
    }

    /// Listens at `endpoint` and returns it with its wildcards resolved. The name of a host blocks the calling thread
    /// while it is looked up.
    ///
    /// - Throws: as the form that takes a string.
    @discardableResult
    public func bind(_ endpoint: Endpoint) throws(ZMQError) -> Endpoint {
        try socket.core.bind(endpoint)
    }

    /// Connects to `endpoint`, now or as soon as somebody is there, and again whenever the connection is lost.
    ///
    /// Never waits; await or block on the result's `ready` to know that the peer is there.
    ///
    /// - Throws: `invalidArgument` for what is no endpoint to connect to, and on a PAIR that has a peer already;
    ///   `protocolNotSupported` for other schemes; `tooManyFiles`, `system` when the system has nothing left for an
    ///   I/O lane; `noLanes`, `forkedContext`, `socketClosed`, `contextTerminated`. Never because of the network.
    @discardableResult
    public func connect(_ endpoint: String) throws(ZMQError) -> Connection {
        try connect(Endpoint(endpoint, operation: "connect"))
    }

    /// Connects to `endpoint`, now or as soon as somebody is there, and again whenever the connection is lost.
    ///
    /// - Throws: as the form that takes a string.
    @discardableResult
    public func connect(_ endpoint: Endpoint) throws(ZMQError) -> Connection {
        Connection(try socket.core.connect(endpoint), of: socket.core)
    }

    /// Stops listening at an endpoint that `bind` returned. The address is free when this returns. Peers that
    /// are connected stay.
    ///
    /// - Throws: `noSuchEndpoint` when the socket is not bound to it; `socketClosed`, `contextTerminated`.
    public func unbind(_ endpoint: Endpoint) throws(ZMQError) {
        try socket.core.unbind(endpoint)
    }

    /// Stops listening at an endpoint.
    ///
    /// - Throws: `invalidArgument` for what is no endpoint; `protocolNotSupported` for other schemes; otherwise as the
    ///   other form.
    public func unbind(_ endpoint: String) throws(ZMQError) {
        try unbind(Endpoint(endpoint, operation: "unbind"))
    }

    /// Undoes a `connect`: nothing more is received from there; what is queued for it is still sent, as far as
    /// `linger` allows. Of several connections to the endpoint the oldest ends.
    ///
    /// - Throws: `noSuchEndpoint` when the socket is not connected to it, or gave up trying; `socketClosed`,
    ///   `contextTerminated`.
    public func disconnect(_ endpoint: Endpoint) throws(ZMQError) {
        try socket.core.disconnect(endpoint)
    }

    /// Undoes a `connect`.
    ///
    /// - Throws: `invalidArgument` for what is no endpoint; `protocolNotSupported` for other schemes; otherwise as the
    ///   other form.
    public func disconnect(_ endpoint: String) throws(ZMQError) {
        try disconnect(Endpoint(endpoint, operation: "disconnect"))
    }

    /// The peers that are connected now, in no order.
    public var peers: [Peer] { socket.core.peers }

    /// Ends the connection to a peer. One that we connected to is not connected to again.
    public func disconnect(_ peer: Peer, reason: String? = nil) {
        socket.core.disconnect(peer, reason: reason)
    }

    /// What happens on the socket's connections, from now on.
    public var events: EventSequence<SocketEvent> { EventSequence(socket.core.monitor) }

    /// Peers that come and go, from now on.
    public var peerEvents: EventSequence<PeerEvent> { EventSequence(socket.core.peerEvents) }

    /// Counts of everything that was sent, received, queued and dropped.
    public var statistics: SocketStatistics { socket.core.statistics }

    /// Begins to close the socket and returns at once. Calls that wait in it end with `socketClosed`; what is
    /// queued is still sent, as far as `linger` allows: by default, or as given here.
    public func close(linger: Linger? = nil) {
        socket.core.close(linger: linger)
    }

    /// Closes the socket, blocks the thread until what is queued was sent or `linger` is over, and returns how
    /// many messages were not sent. Bounded by the linger policy; a socket that is closed already returns 0.
    @available(*, noasync, message: "blocks the thread; await the async form")
    @discardableResult
    public func finish(linger: Linger? = nil) -> Int {
        let closing = SocketClosing(socket.core, linger: linger)
        return closing.wait()
    }

    /// Closes the socket, suspends the task until what is queued was sent or `linger` is over, and returns how
    /// many messages were not sent. Cancelling the task does not cut it short.
    @discardableResult
    public func finish(linger: Linger? = nil) async -> Int {
        let closing = SocketClosing(socket.core, linger: linger)
        return await closing.wait()
    }
}
