/// What a proxy has received from one of its sockets, and what it has sent there. Bytes are those of all frames,
/// without what the transport adds.
public struct ProxyTraffic: Hashable, Sendable {
    /// Messages received from the socket.
    public var messagesReceived: UInt64 = 0

    /// Their bytes.
    public var bytesReceived: UInt64 = 0

    /// Messages sent to the socket.
    public var messagesSent: UInt64 = 0

    /// Their bytes.
    public var bytesSent: UInt64 = 0

    /// No traffic.
    public init() {}
}
