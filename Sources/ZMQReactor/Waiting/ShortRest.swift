internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// What a thread does that has nothing to do for some microseconds, and is then needed again.
package enum ShortRest {
    /// Never written; each look takes about a nanosecond.
    private static let nothing = Atomic<UInt8>(0)

    private static let looks = 1000

    /// Spends about so many microseconds.
    package static func take(microseconds: Int = 1) {
        look(at: nothing, times: looks * microseconds)
    }

    /// Lets others run on this processor, if there are any that wait for one.
    package static func yield() {
        sched_yield()
    }

    // Apart, so that the constant is reached once: without optimisation that takes a lock.
    private static func look(at word: borrowing Atomic<UInt8>, times: Int) {
        for _ in 0..<times where word.load(ordering: .relaxed) != 0 { return }
    }
}
