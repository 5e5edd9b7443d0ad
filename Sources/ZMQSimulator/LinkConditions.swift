/// What the network between two hosts is like.
public struct LinkConditions: Sendable, Hashable {
    /// How long bytes take from one host to the other.
    public var delay: Duration

    /// Up to how much longer they take at random. Order is kept.
    public var jitter: Duration

    /// How many bytes a second pass in one direction of a connection; nil for any number.
    public var bytesPerSecond: Int?

    /// How many bytes one side may have written that the other side's system has not taken yet.
    public var sendBufferBytes: Int

    /// How many bytes the system keeps that the program has not read yet.
    public var receiveBufferBytes: Int

    /// Whether reads and writes come in random sizes, down to one byte.
    public var splits: Bool

    /// Makes conditions; the parameters come in the order of the properties.
    public init(
        delay: Duration = .milliseconds(1), jitter: Duration = .zero, bytesPerSecond: Int? = nil,
        sendBufferBytes: Int = 64 * 1024, receiveBufferBytes: Int = 64 * 1024, splits: Bool = true
    ) {
        self.delay = delay
        self.jitter = jitter
        self.bytesPerSecond = bytesPerSecond
        self.sendBufferBytes = sendBufferBytes
        self.receiveBufferBytes = receiveBufferBytes
        self.splits = splits
    }
}
