/// The rows of the table, with the ratios that the package wants to reach.
extension Plan {
    static let targets =
        [
            Comparison("tcp PUSH/PULL 1 B", stream(1), .rate, floor: 2.5, goal: 4),
            Comparison("tcp PUSH/PULL 100 B", stream(100), .rate, floor: 3, goal: 5),
            Comparison("tcp PUSH/PULL 1 KiB", stream(1 << 10), .rate, floor: 2.5, goal: 3.5),
            Comparison("tcp PUSH/PULL 64 KiB", stream(64 << 10), .rate, floor: 1.2, goal: 1.5),
            Comparison(
                "tcp PUSH/PULL 64 KiB, against a raw stream", Operand(stream(64 << 10), .swift, .bandwidth),
                Operand("raw", .raw, .bandwidth), floor: 0.6, goal: 0.85),
            Comparison("cpu per 100 B message, both ends", stream(100), .processor, floor: 0.5, goal: 0.25),
            Comparison(
                "tcp 100 B, for await, against blocking", Operand(stream(100), .swiftAsync, .rate),
                Operand(stream(100), .swift, .rate), floor: 0.6, goal: 0.9),
            Comparison("ipc PUSH/PULL 100 B", "ipc-100", .rate, floor: 2.5, goal: 4),
            Comparison("ipc PUSH/PULL 64 KiB", "ipc-\(64 << 10)", .rate, floor: 1.2, goal: 1.5),
            Comparison("inproc PUSH/PULL 1 B", "inproc-1", .rate, floor: 2, goal: 4),
            Comparison("tcp REQ/REP 1 B, latency", "latency", .latency, floor: 0.6, goal: 0.4),
            Comparison(
                "tcp REQ/REP 1 B, latency, async", "latency", .latency, by: .swiftAsync, floor: 0.9, goal: 0.7
            ),
            Comparison("inproc REQ/REP 1 B, latency", "inproc-latency", .latency, floor: 0.7, goal: 0.5),
            Comparison("PUB to 8 SUBs 100 B, total", "fan-8", .rate, floor: 2, goal: 4),
            Comparison("ROUTER/DEALER echo, 100 clients", "echo-100", .rate, floor: 2, goal: 4),
            Comparison("proxy 100 B", "proxy", .rate, floor: 2, goal: 4),
            Comparison("memory per idle tcp connection", "connections", .memory, floor: 1, goal: 0.5),
            Comparison(
                "match in 1,000,000 topics, against 10,000", Operand("topics-1000000", .swift, .nanoseconds),
                Operand("topics-10000", .swift, .nanoseconds), floor: 2, goal: 1.3),
            Comparison(
                share: "PUB to 8 SUBs, one stopped: rate of the others", "slow-peer", .keptRate, floor: 0.9,
                goal: 1),
            Comparison(
                share: "PUB to 8 SUBs, one stopped: memory, of full queues", "slow-peer", .backlog, floor: 1,
                goal: 0.5
            ),
            Comparison("match in 10,000 topics", "topics-10000", .nanoseconds),
            Comparison("connect, one request, close", "connect", .rate),
            Comparison("memory per idle socket", "sockets", .memory),
        ]

    static let extraRows =
        [
            Comparison("tcp PUSH/PULL 10 B", stream(10), .rate),
            Comparison("tcp PUSH/PULL 8 KiB", stream(8 << 10), .rate),
            Comparison("tcp PUSH/PULL 1 MiB", stream(1 << 20), .rate),
            Comparison("inproc PUSH/PULL 100 B", "inproc-100", .rate),
            Comparison("PUB to 1 SUB 100 B", "fan-1", .rate),
            Comparison("PUB to 64 SUBs 100 B, total", "fan-64", .rate),
            Comparison("ROUTER/DEALER echo, 1 client", "echo-1", .rate),
            Comparison("ROUTER/DEALER echo, 1000 clients", "echo-1000", .rate),
            Comparison("match in 10 topics", "topics-10", .nanoseconds),
            Comparison("match in 1,000,000 topics", "topics-1000000", .nanoseconds),
        ]
}
