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
            ("series", .list(plan.series.map(series))),
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
            ("queued", .whole(experiment.queued)),
            ("outstanding", .whole(experiment.outstanding)),
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
        var members: [(String, JSON)] = [
            ("perSecond", list(readings.map(\.rate), digits: 0)),
            ("processorMicroseconds", list(readings.map(\.processorMicroseconds), digits: 4)),
            ("contextSwitches", list(readings.map(\.switches), digits: 5)),
        ]
        let parts = experiment.workload.parts
        if parts.count > 1 {
            let ends = parts.indices.map { end in
                (parts[end].rawValue, list(readings.map { $0.processorByEnd[end] }, digits: 4))
            }
            members.append(("processorMicrosecondsByEnd", .object(ends)))
        }
        if experiment.workload == .slowPeer {
            members.append(("keptRate", list(readings.map(\.keptRate), digits: 3)))
            members.append(("grownBytes", list(readings.map(\.grownBytes), digits: 0)))
        }
        return .object(members)
    }

    private func list(_ values: [Double], digits: Int) -> JSON {
        .list(values.map { .number(Double(Number.fixed($0, digits: digits)) ?? $0) })
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

    private func series(_ series: Series) -> JSON {
        let lines = [Contestant.swift, .zmq].map { contestant in
            let medians = series.points.map { point in
                JSON.number(results.median(Operand(point.experiment, contestant, series.metric)) ?? .nan)
            }
            return (contestant.name, JSON.list(medians))
        }
        return .object(
            [
                ("title", .text(series.title)), ("metric", .text(series.metric.rawValue)),
                ("numbers", .list(series.points.map { .whole($0.number) })),
            ] + lines)
    }

    private func side(_ operand: Operand) -> JSON {
        .object([
            ("experiment", .text(operand.experiment)),
            ("contestant", .text(operand.contestant.name)),
            ("median", .number(results.median(operand) ?? .nan)),
        ])
    }
}
