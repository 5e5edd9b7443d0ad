internal import Synchronization

/// What a thread does that has nothing to do for some microseconds, and is then needed again.
package enum ShortRest {
    /// Never written; each look takes about a nanosecond.
    private static let nothing = Atomic<UInt8>(0)

    private static let looks = 1000

    /// Spends about so many microseconds.
    package static func take(microseconds: Int = 1) {
        for _ in 0..<looks * microseconds where nothing.load(ordering: .relaxed) != 0 { return }
    }
}
