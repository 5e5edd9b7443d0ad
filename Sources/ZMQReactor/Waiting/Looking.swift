internal import Synchronization

/// Whether it is worth to look for something for some microseconds before a thread or task sleeps: as long as that
/// has succeeded before. Where it fails, the processor is needed by others, or nothing happens soon; then it is tried
/// again only now and then.
///
/// Thread-safe; a lost update is harmless.
package final class Looking: Sendable {
    /// From 0 on looking is worth it; below, waits are counted up.
    private let score = Atomic<Int>(0)

    /// How far a success and a failure go.
    private static let best = 4
    private static let worst = -16

    package init() {}

    /// Whether to look now. Each time the answer is no counts.
    package func isWorthIt() -> Bool {
        let current = score.load(ordering: .relaxed)
        if current >= 0 { return true }
        score.store(current + 1, ordering: .relaxed)
        return false
    }

    /// Says what came of it.
    package func note(success: Bool) {
        let before = score.load(ordering: .relaxed)
        let after = success ? min(before + 1, Self.best) : before > 0 ? before - 1 : Self.worst
        score.store(after, ordering: .relaxed)
    }
}
