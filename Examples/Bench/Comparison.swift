/// A row of the table: two figures, their ratio, and what it should be.
///
/// Some figures are shares already; then ours is judged by itself, and theirs stands beside it.
struct Comparison: Sendable {
    let title: String
    let ours: Operand
    let theirs: Operand
    /// Whether our figure is judged, and not the ratio.
    var isShare = false
    /// The ratio that is the least, or the most where less is better.
    var floor: Double?
    /// The ratio that is aimed at.
    var goal: Double?

    /// What a ratio means.
    enum Verdict: String {
        case goal = "goal met"
        case floor = "floor met"
        case below = "BELOW FLOOR"
        case none = ""
    }

    init(_ title: String, _ ours: Operand, _ theirs: Operand, floor: Double? = nil, goal: Double? = nil) {
        self.title = title
        self.ours = ours
        self.theirs = theirs
        self.floor = floor
        self.goal = goal
    }

    /// Our share, with libzmq's to look at.
    init(share title: String, _ experiment: String, _ metric: Metric, floor: Double, goal: Double) {
        self.init(title, experiment, metric, floor: floor, goal: goal)
        isShare = true
    }

    /// This package against libzmq, in the same experiment.
    init(
        _ title: String, _ experiment: String, _ metric: Metric, by contestant: Contestant = .swift,
        floor: Double? = nil, goal: Double? = nil
    ) {
        self.init(
            title, Operand(experiment, contestant, metric), Operand(experiment, .zmq, metric),
            floor: floor, goal: goal)
    }

    /// Judges a ratio, or a share.
    func verdict(on ratio: Double) -> Verdict {
        guard let floor, let goal, ratio.isFinite else { return .none }
        let higher = ours.metric.isBetterWhenHigher
        if higher ? ratio >= goal : ratio <= goal { return .goal }
        if higher ? ratio >= floor : ratio <= floor { return .floor }
        return .below
    }
}
