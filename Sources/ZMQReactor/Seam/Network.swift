/// Opens channels to and from peers: the real one over TCP and Unix sockets, or a simulated one.
package protocol Network: Sendable {
    /// Starts listening at `address` and returns when peers can connect, or throws why they cannot.
    /// Callable from any thread. `handler` is called on `lane`.
    func listen(
        at address: NetworkAddress, tuning: ChannelTuning, on lane: any Lane,
        handler: any ByteListenerHandler & Sendable
    ) throws(SystemError) -> any ByteListener

    /// Starts to connect to `address`; `completion` is called on `lane`, once, unless the attempt is
    /// cancelled before. Names are resolved anew, off the lane, and all their addresses are tried.
    /// On the lane only.
    func connect(
        to address: NetworkAddress, tuning: ChannelTuning, on lane: any Lane,
        completion: @escaping (Result<any ByteChannel, SystemError>) -> Void
    ) -> any ConnectAttempt
}

/// A bound endpoint that accepts peers. Thread-safe.
package protocol ByteListener: AnyObject, Sendable {
    /// The address with its wildcards resolved: the port that was chosen, the path that was made up.
    var address: NetworkAddress { get }

    /// Stops listening. When it returns the address is free, and no further peer is accepted.
    func close()
}

/// Who is told about a listener. All calls are on the listener's lane.
package protocol ByteListenerHandler: AnyObject {
    /// A peer has connected to the listener at `address`.
    func accepted(_ channel: any ByteChannel, at address: NetworkAddress)

    /// Accepting at `address` failed, for want of descriptors for example; the listener pauses and tries again
    /// by itself.
    func acceptFailed(_ error: SystemError, at address: NetworkAddress)
}

/// A connection attempt under way. Lane-confined.
package protocol ConnectAttempt: AnyObject {
    /// Gives up; the completion is not called any more.
    func cancel()
}

/// Where to listen or connect.
package enum NetworkAddress: Hashable, Sendable {
    case tcp(TCPAddress)
    /// A path of at most the system's limit; one that starts with `@` is an abstract name (Linux).
    /// `*` asks a listener to make one up.
    case ipc(path: String)
}

/// A TCP address as the user wrote it; what `host` means is looked up when it is used.
package struct TCPAddress: Hashable, Sendable {
    /// A numeric IPv4 or IPv6 address (without brackets, with an optional `%zone`), a host name, the name of a
    /// network interface, or `*` for all addresses.
    package var host: String

    /// 0 asks a listener for a free port.
    package var port: UInt16

    /// Where a connection comes from, when that matters: address or interface, and port (0 for any).
    package var sourceHost: String?
    package var sourcePort: UInt16

    package init(host: String, port: UInt16, sourceHost: String? = nil, sourcePort: UInt16 = 0) {
        self.host = host
        self.port = port
        self.sourceHost = sourceHost
        self.sourcePort = sourcePort
    }
}

/// What can be set on the system's sockets. `nil` leaves the system's default.
package struct ChannelTuning: Hashable, Sendable {
    /// How many peers may wait to be accepted.
    package var backlog: Int32 = 100
    /// SO_SNDBUF and SO_RCVBUF, in bytes.
    package var sendBufferBytes: Int32?
    package var receiveBufferBytes: Int32?
    /// SO_KEEPALIVE and its parameters, the times in seconds.
    package var keepAlive: Bool?
    package var keepAliveIdleSeconds: Int32?
    package var keepAliveIntervalSeconds: Int32?
    package var keepAliveCount: Int32?
    /// TCP_USER_TIMEOUT, in milliseconds.
    package var maximumRetransmitMilliseconds: Int32?
    /// IP_TOS, or the traffic class of IPv6.
    package var typeOfService: Int32?
    /// Whether IPv6 is used beside IPv4.
    package var usesIPv6 = true
    /// The permission bits of a bound ipc path.
    package var ipcMode: UInt32?
    /// How long one connection attempt may take; `nil` leaves it to the system.
    package var connectTimeout: Duration?

    package init() {}
}
