import ZeroMQ

/// `zmq monitor`: connects, tells what happens, and explains what fails.
struct MonitorCommand {
    private let endpoint: Endpoint
    private let isBound: Bool
    /// The type that was asked for; nil to find out which one suits the peer.
    private let asked: SocketType?
    private let options: SocketOptions
    private let isCheck: Bool
    private let timeout: Duration?

    static let flags =
        [
            Flag(
                .endpoints, "--bind", "listen at ENDPOINT and tell who connects, instead of connecting there"),
            Flag(
                .endpoints, "--as TYPE",
                "the type of the socket on this side; as pull, sub, dealer, rep or pair it can take messages away from"
                    + " others. Without it, a type is chosen that suits the peer and takes none"),
            Flag(
                .ending, "--check",
                "end at the first result: with exit status 0 when a ZeroMQ socket is there, otherwise 1"),
            Flag(
                .ending, "--timeout SECONDS",
                "give up, with exit status 3, when there is no socket after so long"),
        ]
        + Flag.named(
            "--identity", "--handshake-timeout", "--heartbeat", "--heartbeat-timeout", "--heartbeat-ttl",
            "--reconnect",
            "--reconnect-max", "--connect-timeout", "--metadata", "--no-ipv6", "--zmtp1", "--help")

    /// Shorter than a socket's: somebody is watching.
    private static let handshakeTimeout = Duration.seconds(5)

    init(_ arguments: Arguments) throws(UsageError) {
        guard arguments.words.count == 1 else {
            throw UsageError("which endpoint? give one, such as tcp://localhost:5555")
        }
        endpoint = try SocketPlan.endpoint(arguments.words[0], for: "ENDPOINT")
        isBound = arguments.has("--bind")
        isCheck = arguments.has("--check")
        timeout = try arguments.seconds("--timeout")
        if let name = arguments.text("--as") {
            guard let type = SocketType(command: name) else {
                let all = SocketType.allCases.map(\.command)
                throw UsageError(
                    "--as is \"\(name)\"; it has to be one of \(all.joined(separator: ", "))"
                        + Arguments.suggestion(for: name, among: all))
            }
            asked = type
        } else {
            asked = nil
        }
        var options = try SocketOptions(arguments)
        options.linger = .none
        if !arguments.has("--handshake-timeout") { options.handshakeTimeout = Self.handshakeTimeout }
        // A peer may be replaced by a better one while somebody watches.
        options.reconnect.afterProtocolErrors = true
        if !arguments.has("--reconnect") { options.reconnect.interval = .seconds(1) }
        self.options = options
    }

    func run() async throws {
        var type = asked ?? (isBound ? .router : .req)
        let log = MonitorLog()
        try await withContext { context in
            while true {
                let verdict = try await watch(as: type, log, in: context)
                switch verdict {
                case .found: return
                case .failed: throw Failure("no ZeroMQ socket for a \(type) at \(endpoint)")
                case .otherType(let name):
                    log.say(
                        "The peer is a \(name) socket. All is well with it, but it has no use for a \(type).")
                    if isCheck { return }
                    guard let next = SocketType.allCases.first(where: { $0.name == name })?.harmlessCompany
                    else {
                        log.advise(on: name, at: endpoint)
                        return
                    }
                    log.say("Going on as a \(next), which takes no messages from it.")
                    type = next
                }
            }
        }
    }

    private enum Verdict {
        case found
        case failed
        /// A socket of another type is there, which this one does not go with.
        case otherType(String)
    }

    /// Watches with a socket of `type` until there is a verdict that ends it.
    private func watch(as type: SocketType, _ log: MonitorLog, in context: Context) async throws -> Verdict {
        let socket = try Socket(type, in: context, options: options)
        defer { socket.close(linger: Linger.none) }
        let events = socket.events
        if isBound { try socket.bind(endpoint) } else { try socket.connect(endpoint) }
        return try await withThrowingTaskGroup(of: Verdict.self) { group in
            group.addTask { try await follow(events, as: type, log) }
            if let timeout {
                group.addTask {
                    try await Task.sleep(for: timeout)
                    // Once a peer is there, time does not matter any more.
                    while log.hasSeenPeer { try await Task.sleep(for: .seconds(3600)) }
                    throw Failure("no ZeroMQ socket within \(timeout)", status: .timedOut)
                }
            }
            guard let verdict = try await group.next() else { throw CancellationError() }
            group.cancelAll()
            return verdict
        }
    }

    private func follow(
        _ events: EventSequence<SocketEvent>, as type: SocketType, _ log: MonitorLog
    ) async throws -> Verdict {
        let limit = options.handshakeTimeout ?? .zero
        var isConnected = false
        for await event in events {
            log.tell(event)
            switch event {
            case .connecting: isConnected = false
            case .connected: isConnected = true
            case .handshakeSucceeded(let peer):
                log.introduce(peer, to: type)
                if isCheck { return .found }
            case .handshakeFailed(_, _, let failure):
                if asked == nil, !isBound, let other = failure.peerType { return .otherType(other) }
                log.explain(Diagnosis(failure, as: type, limit: limit))
                if isCheck { return .failed }
            case .connectRetried(_, _, let error) where !isConnected:
                log.explain(Diagnosis(connecting: error))
                if isCheck, timeout == nil { return .failed }
            default: break
            }
        }
        throw CancellationError()
    }
}
