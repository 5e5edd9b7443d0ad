extension ContinuousClock.Instant {
    /// The time that is so much later; the same when the duration is negative, and at most a hundred years. A timeout
    /// may be the longest duration there is, and adding that would overflow.
    func later(by duration: Duration) -> ContinuousClock.Instant {
        advanced(by: max(.zero, min(duration, .seconds(100 * 365 * 86_400))))
    }
}
