/// A line of the chart.
struct ChartLine {
    /// The median of the rounds at one size, with the lowest and the highest.
    struct Point {
        let size: Double
        let rate: Double
        let low: Double
        let high: Double
    }

    let title: String
    let color: String
    let points: [Point]
    /// Whether it is a limit and nothing that was reached: dashed, without dots.
    let isLimit: Bool

    func svg(in frame: ChartFrame) -> String {
        let path = points.map { "\(frame.number(frame.x($0.size))),\(frame.number(frame.y($0.rate)))" }
        var parts = [
            "<polyline points=\"\(path.joined(separator: " "))\" fill=\"none\" stroke=\"\(color)\" "
                + "stroke-width=\"\(isLimit ? "1.5" : "2.5")\" stroke-linejoin=\"round\""
                + (isLimit ? " stroke-dasharray=\"5 4\"" : "") + "/>"
        ]
        if !isLimit { parts += points.map { mark($0, in: frame) } }
        return parts.joined(separator: "\n")
    }

    /// A dot at the median, and a thin line from the lowest to the highest.
    private func mark(_ point: Point, in frame: ChartFrame) -> String {
        let x = frame.number(frame.x(point.size))
        let (low, high) = (frame.number(frame.y(point.low)), frame.number(frame.y(point.high)))
        return "<line x1=\"\(x)\" y1=\"\(low)\" x2=\"\(x)\" y2=\"\(high)\" stroke=\"\(color)\" "
            + "stroke-width=\"6\" stroke-opacity=\"0.3\" stroke-linecap=\"round\"/>"
            + "<circle cx=\"\(x)\" cy=\"\(frame.number(frame.y(point.rate)))\" r=\"4\" fill=\"\(color)\"/>"
    }
}
