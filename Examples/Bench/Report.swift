/// A run as a file for programs: every reading, the medians, the ratios.
struct Report {
    let plan: Plan
    let results: Results
    let machine: Machine
    let timing: Timing
    let policy: MessagePolicy

    var json: JSON {
        .object([
            ("machine", machine.json),
            ("rounds", .whole(timing.rounds)),
            ("secondsPerMeasurement", .number(timing.measuring)),
            ("messages", .text(policy.rawValue)),
            ("experiments", .list(plan.experiments.map(experiment))),
            ("comparisons", .list(plan.comparisons.map(comparison))),
        ])
    }

    private func experiment(_ experiment: Experiment) -> JSON {
        .object([
            ("id", .text(experiment.id)),
            ("workload", .text(experiment.workload.rawValue)),
            ("transport", .text(experiment.transport.rawValue)),
            ("bytes", .whole(experiment.size)),
            ("peers", .whole(experiment.peers)),
            ("topics", .whole(experiment.topics)),
            ("contestants", .object(experiment.contestants.map { ($0.name, readings(experiment, $0)) })),
        ])
    }

    private func readings(_ experiment: Experiment, _ contestant: Contestant) -> JSON {
        if let reason = results.failure(experiment, contestant) {
            return .object([("failure", .text(reason))])
        }
        let readings = results.readings(experiment.id, contestant)
        if experiment.workload.isAboutMemory {
            return .object([("bytesPerPeer", .list(readings.map { .number($0.bytesPerPeer) }))])
        }
        return .object([
            ("perSecond", .list(readings.map { .number($0.rate.rounded()) })),
            (
                "processorMicroseconds",
                .list(readings.map { .number(($0.processorMicroseconds * 1e4).rounded() / 1e4) })
            ),
            ("contextSwitches", .list(readings.map { .number(($0.switches * 1e5).rounded() / 1e5) })),
        ])
    }

    private func comparison(_ comparison: Comparison) -> JSON {
        var members: [(String, JSON)] = [
            ("title", .text(comparison.title)),
            ("metric", .text(comparison.ours.metric.rawValue)),
            ("ours", side(comparison.ours)),
            ("theirs", side(comparison.theirs)),
        ]
        if let ratio = results.ratio(comparison) {
            members.append(("ratio", .number(ratio)))
            let verdict = comparison.verdict(on: ratio)
            if verdict != .none { members.append(("verdict", .text(verdict.rawValue.lowercased()))) }
        }
        if let floor = comparison.floor { members.append(("floor", .number(floor))) }
        if let goal = comparison.goal { members.append(("goal", .number(goal))) }
        return .object(members)
    }

    private func side(_ operand: Operand) -> JSON {
        .object([
            ("experiment", .text(operand.experiment)),
            ("contestant", .text(operand.contestant.name)),
            ("median", .number(results.median(operand) ?? .nan)),
        ])
    }
}
