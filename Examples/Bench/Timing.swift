/// How long a measurement takes, in seconds.
struct Timing: Sendable {
    var warmUp: Double
    var measuring: Double
    /// How often everything is measured.
    var rounds: Int
    /// No round begins that would probably end later than this, in seconds.
    var limit: Double?

    static let full = Timing(warmUp: 0.3, measuring: 0.75, rounds: 5)
    static let quick = Timing(warmUp: 0.08, measuring: 0.2, rounds: 3, limit: 50)
}
