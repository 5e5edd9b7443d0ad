/// What shows how cost grows.
extension Plan {
    static let allSeries = [
        Series(
            "PUSH/PULL 100 B, connections of one PULL", .rate,
            connections.map { ($0, "connections-\($0)") }),
        Series("ROUTER/DEALER echo, clients", .rate, [1, 100, 1000].map { ($0, "echo-\($0)") }),
        Series("PUB 100 B, subscribers, total", .rate, [1, 8, 64].map { ($0, "fan-\($0)") }),
        Series("inproc 100 B, messages in the queue", .nanoseconds, queues.map { ($0, "queue-\($0)") }),
        Series(
            "PUB match, subscriptions", .nanoseconds, [10, 10_000, 1_000_000].map { ($0, "topics-\($0)") }),
    ]

    /// The experiments that are there for a series only.
    static let growing =
        connections.map { number in
            Experiment("connections-\(number)", .manyConnections, size: 100).with { $0.peers = number }
        }
        + queues.map { number in
            Experiment("queue-\(number)", .queueLength, size: 100).with {
                $0.queued = number
                $0.transport = .inproc
            }
        }

    private static let connections = [1, 10, 100, 1000]
    private static let queues = [1, 1000, 100_000, 1_000_000]
}
