#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Seeds of random tests: new ones each time, unless ZEROMQ_TEST_SEED in the environment repeats one.
package enum TestSeed {
    private static let fromEnvironment: UInt64? = unsafe getenv("ZEROMQ_TEST_SEED")
        .flatMap { unsafe UInt64(String(cString: $0)) }

    /// A seed that is printed, so that a failure can be repeated.
    package static func announced(for test: String) -> UInt64 {
        let seed = fromEnvironment ?? UInt64.random(in: 0...UInt64.max)
        print("\(test): ZEROMQ_TEST_SEED=\(seed)")
        return seed
    }

    /// The seeds of a test that is repeated: the one of the environment, or `count` that follow from one that is
    /// printed.
    package static func several(_ count: Int, for test: String) -> [UInt64] {
        if let fromEnvironment { return [fromEnvironment] }
        var random = SeededRandom(seed: UInt64.random(in: 0...UInt64.max))
        let seeds = (0..<count).map { _ in random.next() }
        print("\(test): \(count) seeds, the first is \(seeds.first ?? 0)")
        return seeds
    }
}
