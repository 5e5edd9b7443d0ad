/// The numbers of a proxy, as zmq_proxy_steerable's STATISTICS command gives them.
///
/// What was received on one side and not sent on the other is under way, or was refused: a ROUTER with the option
/// `router.mandatory` does so when the peer is gone.
public struct ProxyStatistics: Hashable, Sendable {
    /// What went through the frontend.
    public var frontend = ProxyTraffic()

    /// What went through the backend.
    public var backend = ProxyTraffic()

    /// No traffic.
    public init() {}
}
