/// What `connect` returns: the connection that is being made, and remade whenever it is lost.
///
/// Dropping it changes nothing; the socket keeps the connection. Thread-safe.
public struct Connection: Sendable {
    let connected: any ConnectedSocketEndpoint
    private let core: SocketCore

    init(_ connected: any ConnectedSocketEndpoint, of core: SocketCore) {
        self.connected = connected
        self.core = core
    }

    /// Where it leads to.
    public var endpoint: Endpoint { connected.endpoint }

    /// Whether the peer is there now, its handshake complete.
    public var isReady: Bool { connected.readiness.isReady }

    /// Blocks the thread until the peer is there, for at most `timeout`; nil waits for ever.
    ///
    /// - Throws: `timedOut`; `handshakeFailed` when the peer was refused or refuses us; `connectionLost` when
    ///   the connection was ended; `socketClosed`, `contextTerminated`. Where `reconnect` is not enabled also what the
    ///   one attempt failed with: `connectionRefused`, `networkUnreachable`, `nameNotResolved`, `addressNotAvailable`,
    ///   `addressInUse`, `noSuchDevice`, `permissionDenied`, `invalidArgument`, `tooManyFiles`, `system`.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func ready(timeout: Duration? = nil) throws(ZMQError) {
        do throws(ZMQError) {
            try connected.readiness.wait(until: core.deadline(timeout))
        } catch {
            throw core.closingError("connect") ?? error
        }
    }

    /// Suspends the task until the peer is there, for at most `timeout`; nil waits for ever.
    ///
    /// - Throws: `cancelled` when the task is; with a timeout `tooManyFiles`, `system` when the system has nothing left
    ///   to keep the time with; otherwise as the blocking form.
    public func ready(timeout: Duration? = nil) async throws(ZMQError) {
        do throws(ZMQError) {
            try await connected.readiness.wait(until: core.deadline(timeout))
        } catch {
            throw core.closingError("connect") ?? error
        }
    }

    /// Ends it, as the socket's `disconnect`. Other connections to the same endpoint stay.
    ///
    /// - Throws: `noSuchEndpoint` when it has ended already; `socketClosed`, `contextTerminated`.
    public func disconnect() throws(ZMQError) {
        try core.disconnect(connected)
    }
}
