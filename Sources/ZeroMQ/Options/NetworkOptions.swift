package import ZMQReactor

/// Options of the operating system's sockets under a ZeroMQ socket. What is nil is left to the system.
///
/// They apply to tcp, and to ipc where it has the same thing; inproc ignores them.
public struct NetworkOptions: Hashable, Sendable {
    /// How many peers may wait to be accepted by a bound endpoint; 0 or more, in the system's limits. Default
    /// 100. (ZMQ_BACKLOG.)
    public var backlog: Int

    /// The system's buffer for outgoing bytes, SO_SNDBUF; 1 byte or more. Default nil. (ZMQ_SNDBUF, -1 for
    /// nil.)
    public var sendBufferBytes: Int?

    /// The system's buffer for incoming bytes, SO_RCVBUF; 1 byte or more. Default nil. (ZMQ_RCVBUF, -1 for
    /// nil.)
    public var receiveBufferBytes: Int?

    /// Keep-alive probes on tcp connections. Default nil. (ZMQ_TCP_KEEPALIVE and its companions.)
    public var keepAlive: KeepAlivePolicy?

    /// How long sent bytes may stay unacknowledged before the system gives up a tcp connection,
    /// TCP_USER_TIMEOUT; 1 ms or more, rounded up to that. Default nil. (ZMQ_TCP_MAXRT, 0 for nil.)
    public var tcpUserTimeout: Duration?

    /// The type of service of tcp packets: DSCP and ECN bits of IPv4, the traffic class of IPv6. Default nil.
    /// (ZMQ_TOS.)
    public var typeOfService: UInt8?

    /// How long one attempt to connect may take, with all the addresses of a name; 1 ms or more. Default nil: as long
    /// as the system tries, but four seconds for an address that has others behind it. (ZMQ_CONNECT_TIMEOUT, 0 for
    /// nil.)
    public var connectTimeout: Duration?

    /// Whether IPv6 is used beside IPv4. Default true, in libzmq false. (ZMQ_IPV6.)
    public var ipv6: Bool

    /// The permission bits of the file of a bound ipc endpoint, 0 to 0o777. Default nil: as the process's
    /// mask has it. Not in libzmq.
    public var ipcMode: UInt32?

    /// Makes the options; the parameters come in the order of the properties and have their defaults.
    public init(
        backlog: Int = 100, sendBufferBytes: Int? = nil, receiveBufferBytes: Int? = nil,
        keepAlive: KeepAlivePolicy? = nil, tcpUserTimeout: Duration? = nil, typeOfService: UInt8? = nil,
        connectTimeout: Duration? = nil, ipv6: Bool = true, ipcMode: UInt32? = nil
    ) {
        self.backlog = backlog
        self.sendBufferBytes = sendBufferBytes
        self.receiveBufferBytes = receiveBufferBytes
        self.keepAlive = keepAlive
        self.tcpUserTimeout = tcpUserTimeout
        self.typeOfService = typeOfService
        self.connectTimeout = connectTimeout
        self.ipv6 = ipv6
        self.ipcMode = ipcMode
    }

    func check(with check: OptionCheck) throws(ZMQError) {
        try check.count(backlog, "network.backlog", from: 0, unit: "peers")
        if let sendBufferBytes {
            try check.count(sendBufferBytes, "network.sendBufferBytes", from: 1, unit: "bytes")
        }
        if let receiveBufferBytes {
            try check.count(receiveBufferBytes, "network.receiveBufferBytes", from: 1, unit: "bytes")
        }
        try keepAlive?.check(with: check)
        if let tcpUserTimeout {
            // The system counts milliseconds in 31 bits.
            try check.duration(
                tcpUserTimeout, "network.tcpUserTimeout", from: .milliseconds(1),
                through: .milliseconds(Int64(Int32.max)))
        }
        if let connectTimeout {
            try check.duration(connectTimeout, "network.connectTimeout", from: .milliseconds(1))
        }
        if let ipcMode, ipcMode > 0o777 {
            throw check.refusal(
                "network.ipcMode", value: "0o\(String(ipcMode, radix: 8))", legal: "0 to 0o777")
        }
    }

    /// The same for the network below. Total: values beyond the system's types are cut to them.
    package var channelTuning: ChannelTuning {
        var tuning = ChannelTuning()
        tuning.backlog = Int32(clamping: backlog)
        tuning.sendBufferBytes = sendBufferBytes.map(Int32.init(clamping:))
        tuning.receiveBufferBytes = receiveBufferBytes.map(Int32.init(clamping:))
        tuning.keepAlive = keepAlive?.isEnabled
        tuning.keepAliveIdleSeconds = keepAlive?.idle?.wholeSeconds
        tuning.keepAliveIntervalSeconds = keepAlive?.interval?.wholeSeconds
        tuning.keepAliveCount = keepAlive?.count.map(Int32.init(clamping:))
        tuning.maximumRetransmitMilliseconds = tcpUserTimeout.map {
            Int32(clamping: $0.roundedUp(to: .milliseconds(1)))
        }
        tuning.typeOfService = typeOfService.map(Int32.init)
        tuning.usesIPv6 = ipv6
        tuning.ipcMode = ipcMode
        tuning.connectTimeout = connectTimeout
        return tuning
    }
}

extension Duration {
    fileprivate var wholeSeconds: Int32 { Int32(clamping: roundedUp(to: .seconds(1))) }
}
