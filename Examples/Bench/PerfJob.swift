/// What one of the perf programs is to do.
struct PerfJob: Sendable {
    let endpoint: String
    /// Bytes of a message.
    let size: Int
    /// Messages or round trips, over all peers together.
    let count: Int
    /// How many sockets send or ask at the same time.
    let peers: Int
    let policy: MessagePolicy

    /// The bytes of a message.
    var body: [UInt8] { [UInt8](repeating: 0x61, count: size) }

    /// How many of the messages each peer sends.
    var shares: [Int] {
        (0..<peers).map { count / peers + ($0 < count % peers ? 1 : 0) }
    }

    /// Fails when a message has another size.
    @inline(__always)
    func check(_ size: Int) throws {
        if size != self.size { throw Failure("a message has \(size) bytes instead of \(self.size)") }
    }

    /// Seconds since `begin`, of the monotonic clock.
    static func seconds(since begin: Int) -> Double { Double(Sample.now - begin) / 1e9 }
}
