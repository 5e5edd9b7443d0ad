import ZeroMQ

extension SocketOptions {
    /// The options that flags set; the others keep their defaults.
    ///
    /// - Parameters:
    ///   - timeout: how long each send and receive may wait.
    ///   - isMandatory: whether a ROUTER tells when there is no such peer, instead of dropping the message.
    init(_ arguments: Arguments, timeout: Duration? = nil, isMandatory: Bool = false) throws(UsageError) {
        self.init()
        sendTimeout = timeout
        receiveTimeout = timeout
        router.mandatory = isMandatory
        linger = try Self.linger(arguments, timeout: timeout)
        try readLimits(arguments)
        try readTimes(arguments)
        try readFlags(arguments)
        routingID = arguments.text("--identity").map { .init($0.utf8) }
        for text in arguments.texts("--metadata") {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw UsageError("--metadata is \"\(text)\"; it has to be a name and a text: X-Color=blue")
            }
            metadata[String(parts[0])] = String(parts[1])
        }
    }

    private mutating func readLimits(_ arguments: Arguments) throws(UsageError) {
        if let number = try arguments.number("--send-hwm") { sendHighWaterMark = number }
        if let number = try arguments.number("--receive-hwm") { receiveHighWaterMark = number }
        maximumMessageBytes = try arguments.number("--max-message-size")
        if let text = arguments.text("--ipc-mode") {
            guard let mode = UInt32(text, radix: 8), mode <= 0o777 else {
                throw UsageError("--ipc-mode is \"\(text)\"; it has to be three octal digits, such as 600")
            }
            network.ipcMode = mode
        }
    }

    private mutating func readTimes(_ arguments: Arguments) throws(UsageError) {
        if let time = try arguments.seconds("--handshake-timeout") { handshakeTimeout = time }
        if let time = try arguments.seconds("--reconnect") { reconnect.interval = time }
        reconnect.maximumInterval = try arguments.seconds("--reconnect-max")
        network.connectTimeout = try arguments.seconds("--connect-timeout")
        network.keepAlive = try arguments.seconds("--keep-alive").map { KeepAlivePolicy(idle: $0) }
        let timeout = try arguments.seconds("--heartbeat-timeout")
        let timeToLive = try arguments.seconds("--heartbeat-ttl")
        if let interval = try arguments.seconds("--heartbeat") {
            heartbeat = HeartbeatPolicy(interval: interval, timeout: timeout, timeToLive: timeToLive)
        } else if timeout != nil || timeToLive != nil {
            throw UsageError("--heartbeat-timeout and --heartbeat-ttl need --heartbeat SECONDS beside them")
        }
    }

    private mutating func readFlags(_ arguments: Arguments) throws(UsageError) {
        immediate = arguments.has("--immediate")
        conflate = arguments.has("--conflate")
        request.correlates = arguments.has("--correlate")
        probeRouter = arguments.has("--probe-router")
        if arguments.has("--take-over") { router.onDuplicateIdentity = .takeOver }
        if arguments.has("--every-subscription") { publisher.verbosity = .everything }
        publisher.noDrop = arguments.has("--no-drop")
        publisher.welcomeMessage = arguments.text("--welcome").map { Array($0.utf8) }
        network.ipv6 = !arguments.has("--no-ipv6")
        allowsZMTP1 = arguments.has("--zmtp1")
    }

    /// A person waits until a message is sent; only a program is in a hurry to end.
    private static func linger(_ arguments: Arguments, timeout: Duration?) throws(UsageError) -> Linger {
        switch arguments.text("--linger") {
        case "forever": return .forever
        case nil: return timeout.map { .upTo($0) } ?? .forever
        default:
            do throws(UsageError) {
                return .upTo(try arguments.seconds("--linger") ?? .zero)
            } catch {
                throw UsageError("\(error), or forever")
            }
        }
    }
}
