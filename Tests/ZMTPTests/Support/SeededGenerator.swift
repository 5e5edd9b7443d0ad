internal import Glibc

/// Random numbers that can be had again: SplitMix64. The seed comes from ZEROMQ_TEST_SEED, or is new each time, and
/// is printed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// A generator for one test, which prints its seed.
    static func forTest(_ name: String) -> SeededGenerator {
        var seed = UInt64.random(in: 0 ... .max)
        if let text = unsafe getenv("ZEROMQ_TEST_SEED"), let given = UInt64(unsafe String(cString: text)) {
            seed = given
        }
        print("\(name): ZEROMQ_TEST_SEED=\(seed)")
        return SeededGenerator(seed)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
