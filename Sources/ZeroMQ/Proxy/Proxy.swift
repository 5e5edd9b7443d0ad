/// Forwards messages between two sockets, both ways, until it is told to end (zmq_proxy, zmq_proxy_steerable).
///
/// ```swift
/// let clients = try RouterSocket(in: context)
/// let workers = try DealerSocket(in: context)
/// try clients.bind("tcp://*:5559")
/// try workers.bind("tcp://*:5560")
/// try Proxy(frontend: clients, backend: workers).run()
/// ```
///
/// Usual pairs are ROUTER and DEALER, XSUB and XPUB, PULL and PUSH. Any other pair is fine in which one socket can
/// receive what the other can send; what cannot be forwarded in one direction is not received there.
/// Subscriptions are messages to XPUB and XSUB, and pass upstream like all others.
///
/// Messages go on whole and in order. Nothing is taken from one side while the other has no room for it, so nothing
/// is dropped or piled up here; a direction that has to wait does not hold up the other. Where a socket type itself
/// drops, as PUB and ROUTER do for slow peers, it does so here. The directions take turns of up to 1000 messages.
///
/// The capture gets a copy of every message that was forwarded, in either direction. Its copies are complete: while
/// it has no room, the proxy waits for it. A PUB as capture never has the proxy wait.
///
/// The sockets must not be received from by others while the proxy runs. They stay open as long as the proxy is
/// there; closing one, or terminating its context, ends the run with an error. Thread-safe.
public final class Proxy: Sendable {
    private let core: ProxyCore

    /// Makes a proxy, which does nothing until it is run. The sockets may be bound and connected before or after.
    ///
    /// With the same socket as frontend and backend, what is received there is sent back there.
    ///
    /// - Parameters:
    ///   - frontend: one side, usually that of the clients or publishers.
    ///   - backend: the other side, usually that of the workers or subscribers.
    ///   - capture: gets copies; a PUB, PUSH, PAIR or DEALER usually.
    /// - Throws: `invalidArgument` when nothing could be forwarded between the two in either direction; when a
    ///   REQ, REP or XPUB could not be served in both; when the capture is one of the two, or cannot send
    ///   messages one after the other.
    public init(
        frontend: some MessagingSocket, backend: some MessagingSocket,
        capture: (any SendingSocket)? = nil
    ) throws(ZMQError) {
        let pair = ProxyPair(frontend: frontend.socket, backend: backend.socket, capture: capture?.socket)
        try pair.check()
        core = ProxyCore(
            frontend: pair.frontend, backend: pair.backend, capture: pair.capture,
            directions: pair.directions)
    }

    /// Forwards, with the calling thread, until ``terminate()`` is called.
    ///
    /// - Throws: `socketClosed`, `contextTerminated`; `wrongState` when the proxy runs already.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func run() throws(ZMQError) {
        try core.run()
    }

    /// Forwards, with the calling task, until ``terminate()`` is called or the task is cancelled.
    ///
    /// The task is suspended only while there is nothing to forward. A cancelled proxy can be run again, and has
    /// lost nothing.
    ///
    /// - Throws: `cancelled` when the task is; otherwise as the blocking form.
    public func run() async throws(ZMQError) {
        try await core.run()
    }

    /// Stops forwarding until ``resume()`` (PAUSE). Messages wait in the sockets' queues meanwhile.
    ///
    /// Returns at once; what is just being forwarded still is. ``state`` is `paused` when nothing is any more.
    public func pause() {
        core.control.give(.pause)
    }

    /// Goes on after ``pause()`` (RESUME).
    public func resume() {
        core.control.give(.run)
    }

    /// Ends the run, now or as soon as it begins, and for good (TERMINATE).
    public func terminate() {
        core.control.give(.terminate)
    }

    /// Where the proxy stands.
    public var state: ProxyState { core.control.state }

    /// What went through so far, exact whenever the proxy waits (STATISTICS).
    public var statistics: ProxyStatistics { core.control.statistics }
}
