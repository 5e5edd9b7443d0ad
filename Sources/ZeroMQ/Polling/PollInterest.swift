/// What a poller watches an item for (ZMQ_POLLIN, ZMQ_POLLOUT).
public struct PollInterest: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    public let rawValue: UInt8

    /// Makes the set with these bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// A message can be received, or bytes read, without waiting.
    public static let receive = PollInterest(rawValue: 1)

    /// A message can be sent, or bytes written, without waiting.
    public static let send = PollInterest(rawValue: 2)
}
