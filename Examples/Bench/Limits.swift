/// The numbers that are accepted on the command line.
enum Limits {
    /// Bytes of a message.
    static let size = 0...(1 << 30)
    /// Sockets of one process: a context of either library has 1023 by default.
    static let peers = 1...1000
    /// Subscriptions.
    static let topics = 0...10_000_000
    /// Messages that wait in a queue.
    static let queued = 0...10_000_000
    /// Requests of a client that are under way: not more than fit into its queues.
    static let outstanding = 1...1000
    /// Messages or round trips.
    static let count = 1...Int.max / 2
    /// Repetitions of a measurement.
    static let rounds = 1...1000
}
