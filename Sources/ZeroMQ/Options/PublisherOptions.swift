/// Options of the publishing socket types. PUB has ``noDrop`` and ``welcomeMessage``, XPUB has all of them.
public struct PublisherOptions: Hashable, Sendable {
    /// Which subscription messages of its peers an XPUB receives.
    public enum Verbosity: Hashable, Sendable, CaseIterable {
        /// The first subscription to a topic and the last cancellation of it, over all peers.
        case firstOnly
        /// Every subscription, and the last cancellation. (ZMQ_XPUB_VERBOSE.)
        case everySubscribe
        /// Every subscription and every cancellation. (ZMQ_XPUB_VERBOSER.)
        case everything
    }

    /// Which subscription messages are received; XPUB only. Default ``Verbosity/firstOnly``.
    public var verbosity: Verbosity

    /// Whether the application decides itself what each peer is subscribed to, and subscriptions are only
    /// reported to it; XPUB only. Default false. (ZMQ_XPUB_MANUAL.)
    public var manual: Bool

    /// Whether a send waits, or fails when it may not, while the queue of a subscriber is full. Default
    /// false: that subscriber misses the message, which is counted. (ZMQ_XPUB_NODROP.)
    public var noDrop: Bool

    /// Sent to each new subscriber, which receives it if it subscribes to its beginning. Default nil.
    /// (ZMQ_XPUB_WELCOME_MSG.)
    public var welcomeMessage: [UInt8]?

    /// Makes the options; the parameters have the defaults of the properties.
    public init(
        verbosity: Verbosity = .firstOnly, manual: Bool = false, noDrop: Bool = false,
        welcomeMessage: [UInt8]? = nil
    ) {
        self.verbosity = verbosity
        self.manual = manual
        self.noDrop = noDrop
        self.welcomeMessage = welcomeMessage
    }
}
