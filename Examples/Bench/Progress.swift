/// The line that tells how far a run is: it replaces itself on a terminal; elsewhere there is one for each round.
struct Progress {
    private let total: Int
    private let rounds: Int
    private var done = 0
    private var lastRound = 0
    private let begin = Sample.now

    init(measurements: Int, rounds: Int) {
        total = measurements
        self.rounds = rounds
    }

    /// Shows what is being measured now.
    mutating func show(_ experiment: Experiment, _ contestant: Contestant, round: Int) {
        if Console.isWatched {
            let width = String(total).count
            let number = String(repeating: " ", count: width - String(done + 1).count) + String(done + 1)
            Console.note(
                "\r\u{1B}[K[\(number)/\(total)] round \(round) of \(rounds): \(experiment.id), "
                    + "\(contestant.name)\(remaining)")
        } else if round != lastRound {
            Console.note("round \(round) of \(rounds)\(remaining)\n")
        }
        lastRound = round
        done += 1
    }

    /// Clears the line.
    func finish() {
        if Console.isWatched { Console.note("\r\u{1B}[K") }
    }

    private var remaining: String {
        guard done > 0 else { return "" }
        let elapsed = Double(Sample.now - begin) / 1e9
        let rest = Int((elapsed / Double(done) * Double(total - done)).rounded())
        return ", about \(rest / 60):\(rest % 60 < 10 ? "0" : "")\(rest % 60) left"
    }
}
