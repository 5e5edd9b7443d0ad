internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// What the sender's thread has used in each round, in nanoseconds.
final class MicroClock: Sendable {
    private let rounds = Mutex<[Int]>([])

    /// Adds what the next round took.
    func add(_ nanoseconds: Int) {
        rounds.withLock { $0.append(nanoseconds) }
    }

    /// What `round` took. All its messages have to be received: then it is known now or in a moment.
    func value(of round: Int) -> Int {
        while true {
            if let value = rounds.withLock({ $0.indices.contains(round) ? $0[round] : nil }) { return value }
            _ = usleep(100)
        }
    }
}
