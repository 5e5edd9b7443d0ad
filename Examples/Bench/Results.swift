/// The readings of a run.
struct Results: Sendable {
    private struct Key: Hashable {
        let experiment: String
        let contestant: Contestant
    }

    private let plan: Plan
    private var all: [Key: [Reading]] = [:]
    private var failures: [Key: String] = [:]

    init(of plan: Plan) {
        self.plan = plan
    }

    /// Adds what was read in one round.
    mutating func add(_ reading: Reading, _ experiment: Experiment, _ contestant: Contestant) {
        all[Key(experiment: experiment.id, contestant: contestant), default: []].append(reading)
    }

    /// Notes that a measurement failed; it is not tried again.
    mutating func fail(_ reason: String, _ experiment: Experiment, _ contestant: Contestant) {
        failures[Key(experiment: experiment.id, contestant: contestant)] = reason
    }

    /// Why a measurement failed, if it did.
    func failure(_ experiment: Experiment, _ contestant: Contestant) -> String? {
        failures[Key(experiment: experiment.id, contestant: contestant)]
    }

    /// The readings of all rounds, none when it failed.
    func readings(_ experiment: String, _ contestant: Contestant) -> [Reading] {
        let key = Key(experiment: experiment, contestant: contestant)
        return failures[key] == nil ? all[key] ?? [] : []
    }

    /// The figures of all rounds.
    func values(_ operand: Operand) -> [Double] {
        guard let experiment = plan.experiment(operand.experiment) else { return [] }
        return readings(operand.experiment, operand.contestant).map {
            operand.metric.value(of: $0, in: experiment)
        }
    }

    /// The median of the figures of all rounds; nil when there are none.
    func median(_ operand: Operand) -> Double? {
        let values = values(operand)
        return values.isEmpty ? nil : Number.median(values)
    }

    /// The ratio of the medians, or our share where that is what is judged; nil when a figure is missing.
    func ratio(_ comparison: Comparison) -> Double? {
        guard let ours = median(comparison.ours) else { return nil }
        if comparison.isShare { return ours }
        guard let theirs = median(comparison.theirs), theirs != 0 else { return nil }
        return ours / theirs
    }
}
