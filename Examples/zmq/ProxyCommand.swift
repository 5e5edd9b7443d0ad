import ZeroMQ

/// `zmq proxy`: forwards between two sockets until it is interrupted.
struct ProxyCommand {
    private let front: ProxyEnd
    private let back: ProxyEnd
    private let options: SocketOptions
    private let format: FrameFormat
    private let captures: Bool
    private let isVerbose: Bool

    static let flags =
        [
            Flag(.messages, "--capture", "print every message that passes"),
            Flag(
                .messages, "--format FORMAT",
                "how they are printed: quoted (the default), hex, raw or json"),
        ]
        + Flag.named(
            "--send-hwm", "--receive-hwm", "--max-message-size", "--handshake-timeout", "--heartbeat",
            "--heartbeat-timeout", "--heartbeat-ttl", "--reconnect", "--reconnect-max", "--keep-alive",
            "--ipc-mode",
            "--no-ipv6", "--zmtp1", "--verbose", "--help")

    init(_ arguments: Arguments) throws(UsageError) {
        guard arguments.words.count == 2 else {
            throw UsageError(
                "a proxy has two sides, FRONT and BACK, such as router:tcp://*:5559 dealer:tcp://*:5560")
        }
        front = try ProxyEnd(arguments.words[0], called: "FRONT")
        back = try ProxyEnd(arguments.words[1], called: "BACK")
        options = try SocketOptions(arguments)
        format = try arguments.choice("--format") ?? .quoted
        captures = arguments.has("--capture")
        isVerbose = arguments.has("--verbose")
    }

    func run() async throws {
        try await withContext { context in
            let (frontSocket, backSocket) = (try socket(front, in: context), try socket(back, in: context))
            let capture = captures ? try PushSocket(in: context) : nil
            let captured = try PullSocket(in: context)
            try captured.bind("inproc://captured")
            try capture?.connect("inproc://captured")
            let proxy = try Proxy(frontend: frontSocket, backend: backSocket, capture: capture)
            defer { tell(proxy.statistics) }
            let report = EventReport(isVerbose: isVerbose)
            let events = [frontSocket.events, backSocket.events]
            try open(front, frontSocket)
            try open(back, backSocket)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for events in events { group.addTask { await report.follow(events) } }
                group.addTask { try await proxy.run() }
                group.addTask { try await print(captured) }
                try await group.waitForAll()
            }
        }
    }

    private func socket(_ end: ProxyEnd, in context: Context) throws -> Socket {
        // Nobody waits for what the proxy could not deliver when it ends.
        var options = options
        options.linger = .whileProgressing()
        return try Socket(end.type, in: context, options: options)
    }

    private func open(_ end: ProxyEnd, _ socket: Socket) throws {
        if end.type == .sub { try socket.subscribe(to: "") }
        if end.isBound {
            let bound = try socket.bind(end.endpoint)
            Console.note("\(end.type) listening at \(bound)")
        } else {
            try socket.connect(end.endpoint)
        }
    }

    private func print(_ captured: PullSocket) async throws {
        var printer = Printer(format)
        while true {
            if let message = try captured.tryReceive() {
                printer.print(message)
            } else {
                printer.flush()
                printer.print(try await captured.receive())
            }
        }
    }

    private func tell(_ statistics: ProxyStatistics) {
        for (name, traffic) in [("front", statistics.frontend), ("back", statistics.backend)] {
            Console.note("\(name): \(traffic.messagesReceived) messages in, \(traffic.messagesSent) out")
        }
    }
}
