extension Duration {
    /// How many units the duration has, a part of a unit counting as a whole one; 0 for negative durations.
    /// Saturates at `Int64.max`, and is total in every other way too.
    ///
    /// Rounding up keeps a timeout from being shorter than it was asked for.
    package func roundedUp(to unit: Duration) -> Int64 {
        guard self > .zero, unit > .zero else { return 0 }
        let count = attosecondCount / unit.attosecondCount
        let isWhole = attosecondCount % unit.attosecondCount == 0
        return Int64(clamping: isWhole ? count : count + 1)
    }

    // 128 bits hold every Duration, whose own representation they are.
    private var attosecondCount: Int128 {
        Int128(components.seconds) * 1_000_000_000_000_000_000 + Int128(components.attoseconds)
    }
}
