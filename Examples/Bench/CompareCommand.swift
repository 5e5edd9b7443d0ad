internal import LibZMQ

/// `compare`: everything for this package and for libzmq, in turn, as a table, a file and a chart.
enum CompareCommand {
    static func run(_ words: [String]) throws {
        let arguments = try Arguments(
            words, options: ["rounds", "seconds", "only", "output", "chart", "message"], flags: ["quick"])
        if let failure = LibZMQ.loadFailure {
            throw Failure("there is no libzmq to compare with: \(failure)")
        }
        let isQuick = arguments.has("quick")
        var timing = isQuick ? Timing.quick : Timing.full
        timing.measuring = try arguments.seconds("seconds", default: timing.measuring)
        timing.rounds = try arguments.number("rounds", default: timing.rounds, in: Limits.rounds)
        // Whoever says how much is wanted gets it.
        if ["rounds", "seconds"].contains(where: { arguments.text($0) != nil }) { timing.limit = nil }
        let policy = try arguments.choice("message", default: MessagePolicy.fresh)
        var plan = Plan(isQuick: isQuick, policy: policy)
        if let text = arguments.text("only") {
            plan.keep(only: text)
            guard !plan.experiments.isEmpty else { throw UsageError("no row's title contains \"\(text)\"") }
        }

        let machine = Machine()
        Console.line("\(machine.description)\n\(describe(timing, policy))\n")
        let results = measure(plan, timing)
        let table = Table(plan: plan, results: results)
        if !plan.comparisons.isEmpty { Console.line("\(table.text)\n\(table.summary)") }
        if !plan.series.isEmpty { Console.line("\n" + table.series) }

        let folder = arguments.text("output") ?? "bench-results"
        let report = Report(plan: plan, results: results, machine: machine, timing: timing, policy: policy)
        try SystemFile.write(report.json.description + "\n", to: "\(folder)/compare.json")
        var written = "\nwritten: \(folder)/compare.json"
        if let chart = Chart(plan: plan, results: results, machine: machine) {
            for path in ["\(folder)/compare.svg", arguments.text("chart")].compactMap({ $0 }) {
                try SystemFile.write(chart.svg, to: path)
                written += ", \(path)"
            }
        } else if arguments.text("chart") != nil {
            throw Failure("there is no chart without two sizes over tcp and the raw stream")
        }
        Console.line(written)
    }

    /// Measures everything in every round, so that the rounds of one thing lie far apart and a busy minute of the
    /// machine does not hit all of them; the contestants follow one another directly.
    private static func measure(_ plan: Plan, _ timing: Timing) -> Results {
        var results = Results(of: plan)
        let perRound = plan.experiments.reduce(0) { $0 + $1.contestants.count }
        var progress = Progress(measurements: perRound * timing.rounds, rounds: timing.rounds)
        var number = 0
        let begin = Sample.now
        for round in 1...timing.rounds {
            let elapsed = PerfJob.seconds(since: begin)
            if round > 1, let limit = timing.limit, elapsed / Double(round - 1) * Double(round) > limit {
                Console.note("there is no time for more than \(round - 1) rounds\n")
                break
            }
            for experiment in plan.experiments {
                for contestant in experiment.contestants {
                    progress.show(experiment, contestant, round: round)
                    number += 1
                    guard results.failure(experiment, contestant) == nil else { continue }
                    let measurement = Measurement(
                        experiment: experiment, contestant: contestant, timing: timing, number: number)
                    do {
                        results.add(try measurement.run(), experiment, contestant)
                    } catch {
                        results.fail("\(error)", experiment, contestant)
                    }
                }
            }
        }
        progress.finish()
        return results
    }

    private static func describe(_ timing: Timing, _ policy: MessagePolicy) -> String {
        let messages =
            switch policy {
            case .fresh: "a message is made of the program's bytes for each send"
            case .same: "one message is sent again and again"
            }
        return "medians of \(timing.rounds) rounds of \(timing.measuring) s; \(messages)"
    }
}
