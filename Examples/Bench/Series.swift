/// How a figure changes with a number: connections, messages in a queue, subscriptions.
struct Series: Sendable {
    /// One number, and what is measured with it.
    struct Point: Sendable {
        let number: Int
        let experiment: String
    }

    /// What is counted, and what of.
    let title: String
    let metric: Metric
    let points: [Point]

    init(_ title: String, _ metric: Metric, _ points: [(Int, String)]) {
        self.title = title
        self.metric = metric
        self.points = points.map { Point(number: $0.0, experiment: $0.1) }
    }
}
