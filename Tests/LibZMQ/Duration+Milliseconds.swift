extension Duration {
    /// The duration in whole milliseconds, rounded down, as libzmq's options want it. A negative duration is -1,
    /// which there means for ever.
    var wholeMilliseconds: Int32 {
        guard self >= .zero else { return -1 }
        return Int32(clamping: Int64(clamping: self / .milliseconds(1)))
    }
}

extension Int64 {
    /// The nearest integer to a quotient of durations, held at the limits.
    fileprivate init(clamping quotient: Double) {
        self = Int64(exactly: quotient.rounded(.down)) ?? .max
    }
}
