/// A random number generator that can be started again from its seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// A generator with a seed that is printed, so that a failure can be repeated; ZEROMQ_TEST_SEED
    /// sets the seed.
    static func announced(for test: String) -> SeededRandom {
        let seed = TestEnvironment.seed ?? UInt64.random(in: 0...UInt64.max)
        print("\(test): ZEROMQ_TEST_SEED=\(seed)")
        return SeededRandom(seed: seed)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
