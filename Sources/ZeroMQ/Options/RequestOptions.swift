/// Options that only a REQ socket has.
public struct RequestOptions: Hashable, Sendable {
    /// Whether a request carries a number that the reply must bring back, so that a late reply to an earlier
    /// request is not taken for the answer. Default false. (ZMQ_REQ_CORRELATE.)
    public var correlates: Bool

    /// Whether a new request may be sent while a reply is awaited, which is then dropped when it comes; use
    /// it with ``correlates``. Default false: the send fails with ``ZMQError/Code/wrongState``.
    /// (ZMQ_REQ_RELAXED.)
    public var isRelaxed: Bool

    /// Makes the options; the parameters have the defaults of the properties.
    public init(correlates: Bool = false, isRelaxed: Bool = false) {
        self.correlates = correlates
        self.isRelaxed = isRelaxed
    }
}
