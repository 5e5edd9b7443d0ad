/// One side of a comparison: a figure of one contestant in one experiment.
struct Operand: Hashable, Sendable {
    let experiment: String
    let contestant: Contestant
    let metric: Metric

    init(_ experiment: String, _ contestant: Contestant, _ metric: Metric) {
        self.experiment = experiment
        self.contestant = contestant
        self.metric = metric
    }
}
