internal import Synchronization

/// Whether it is worth to look for a signal for some microseconds before a thread sleeps: as long as that has
/// succeeded before. Where it fails, the processor is needed by others, or nothing happens soon; then it is tried
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

    /// Looks at `parker`, if that is worth it; says whether it was signalled.
    package func look(at parker: Parker) -> Bool {
        let before = score.load(ordering: .relaxed)
        guard before >= 0 else {
            score.store(before + 1, ordering: .relaxed)
            return parker.isSignalled
        }
        if parker.look() {
            score.store(min(before + 1, Self.best), ordering: .relaxed)
            return true
        }
        score.store(before > 0 ? before - 1 : Self.worst, ordering: .relaxed)
        return false
    }
}
