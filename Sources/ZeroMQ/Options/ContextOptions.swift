/// What the sockets of a context share.
public struct ContextOptions: Hashable, Sendable {
    /// How many lanes, each a thread's worth of work, do the input and output; 0 to 64. Default 1, which
    /// serves millions of messages a second. With 0 there is only inproc, and a bind or connect elsewhere
    /// fails with ``ZMQError/Code/noLanes``. (ZMQ_IO_THREADS.)
    public var ioLanes: Int

    /// How many sockets may be open at a time, 1 to 65535; more fail with ``ZMQError/Code/tooManyFiles``.
    /// Default 65535, in libzmq 1023. (ZMQ_MAX_SOCKETS.)
    public var maximumSockets: Int

    /// The options of sockets that are made without any. Those that only some types have keep their defaults
    /// here. (ZMQ_IPV6, ZMQ_BLOCKY and ZMQ_MAX_MSGSZ of a context set single options for new sockets.)
    public var socketDefaults: SocketOptions

    /// Makes the options; the parameters come in the order of the properties and have their defaults.
    public init(
        ioLanes: Int = 1, maximumSockets: Int = ContextOptions.socketLimit,
        socketDefaults: SocketOptions = SocketOptions()
    ) {
        self.ioLanes = ioLanes
        self.maximumSockets = maximumSockets
        self.socketDefaults = socketDefaults
    }

    /// As many lanes as an affinity has bits (``SocketOptions/affinity``).
    public static let maximumLanes = UInt64.bitWidth

    /// libzmq's ZMQ_SOCKET_LIMIT.
    public static let socketLimit = 65_535

    /// Checks that every option is in its range.
    ///
    /// - Throws: ``ZMQError/Code/invalidArgument``, naming the option, its value and what is legal.
    @discardableResult
    public func validated() throws(ZMQError) -> ContextOptions {
        let check = OptionCheck(operation: "make a context")
        try check.count(ioLanes, "ioLanes", from: 0, through: Self.maximumLanes, unit: "lanes")
        try check.count(maximumSockets, "maximumSockets", from: 1, through: Self.socketLimit, unit: "sockets")
        try socketDefaults.checkRanges(with: check)
        try socketDefaults.checkAffinity(forLanes: ioLanes, with: check)
        for option in socketDefaults.typeOptions where option.isSet {
            let types = option.types.map(\.name).joined(separator: ", ")
            throw ZMQError(
                .invalidArgument, operation: check.operation,
                reason: "socketDefaults has the option \(option.name), which only \(types) has",
                remedy: "give it to those sockets when they are made")
        }
        return self
    }
}
