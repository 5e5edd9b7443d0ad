/// How long a measurement takes, in seconds.
struct Timing: Sendable {
    var warmUp: Double
    var measuring: Double
    /// How often everything is measured.
    var rounds: Int

    static let full = Timing(warmUp: 0.3, measuring: 0.75, rounds: 5)
    static let quick = Timing(warmUp: 0.08, measuring: 0.2, rounds: 3)
}
