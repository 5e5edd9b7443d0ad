internal import Synchronization

/// Counts the messages of one worker. Only the worker counts; anybody may look.
final class Counter: Sendable {
    private let count = Atomic(0)

    // Two counters never share a cache line, or the workers would slow each other down by counting.
    private let padding: (Int, Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0, 0)

    /// How much the worker has done.
    var value: Int { count.load(ordering: .relaxed) }

    /// Counts `amount` more. Only for the worker itself: a plain load and store, no locked instruction.
    @inline(__always)
    func add(_ amount: Int = 1) {
        count.store(count.load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }
}
