/// One thing a socket was told to bind or connect to. Thread-safe.
protocol SocketEndpoint: AnyObject, Sendable {
    /// The endpoint, with its wildcards resolved.
    var endpoint: Endpoint { get }

    /// Whether it listens.
    var isBound: Bool { get }

    /// The lane that its connections run on; nil for inproc.
    var lane: IOLane? { get }

    /// Begins; called once, after the socket knows the endpoint.
    func start() throws(ZMQError)

    /// Undoes the bind or connect, while the socket lives on. A bound address is free when this returns; the
    /// peers accepted there stay until the socket closes. `completion` is called once, on any thread, when the
    /// endpoint has no connection any more, with the number of messages that were not sent.
    func stop(linger: Linger, completion: @escaping @Sendable (Int) -> Void)

    /// Ends the endpoint and its connections, after what is queued for them has been sent as far as `linger`
    /// allows. A bound address is free when this returns. `completion` is called once, on any thread, with
    /// the number of messages that were not sent.
    func close(linger: Linger, completion: @escaping @Sendable (Int) -> Void)
}

/// An endpoint made by `connect`, whose peer can be waited for.
protocol ConnectedSocketEndpoint: SocketEndpoint {
    var readiness: ConnectionReadiness { get }
}
