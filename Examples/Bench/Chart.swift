/// The rate of messages against their size, for both libraries and for the bytes of a raw stream.
///
/// Both axes are logarithmic. The colours and the missing background suit light and dark pages.
struct Chart {
    private let lines: [ChartLine]
    private let machine: Machine
    /// Our rate divided by libzmq's, at each size, and the lowest rate that was measured there.
    private let ratios: [(size: Double, lowest: Double, ratio: Double)]
    private let frame: ChartFrame

    /// Nil when something is missing, or only one size was measured.
    init?(plan: Plan, results: Results, machine: Machine) {
        func line(_ contestant: Contestant, _ color: String, _ title: String) -> ChartLine? {
            let points = plan.sizes.compactMap { size -> ChartLine.Point? in
                let values = results.values(Operand(Plan.stream(size), contestant, .rate))
                guard let low = values.min(), let high = values.max() else { return nil }
                return ChartLine.Point(size: Double(size), rate: Number.median(values), low: low, high: high)
            }
            guard points.count == plan.sizes.count else { return nil }
            return ChartLine(title: title, color: color, points: points, isLimit: false)
        }
        guard
            let ours = line(.swift, "#e8590c", "swift-zeromq"),
            let theirs = line(.zmq, "#228be6", "libzmq \(machine.libzmq)"),
            let bandwidth = results.median(Operand("raw", .raw, .bandwidth)),
            let smallest = plan.sizes.first, let largest = plan.sizes.last, smallest < largest
        else { return nil }
        let rates = (ours.points + theirs.points).flatMap { [$0.low, $0.high] }
        frame = ChartFrame(
            sizes: Double(smallest)...Double(largest), rates: (rates.min() ?? 1)...(rates.max() ?? 1))
        // The limit is a straight line here; it starts where it enters the chart.
        let first = max(Double(smallest), bandwidth / frame.highestRate)
        let limit = [first, Double(largest)].filter { $0 >= first }.map { size in
            ChartLine.Point(size: size, rate: bandwidth / size, low: bandwidth / size, high: bandwidth / size)
        }
        lines = [
            ChartLine(title: "raw tcp bytes", color: "#868e96", points: limit, isLimit: true), theirs, ours,
        ]
        ratios = zip(ours.points, theirs.points).map { ($0.size, min($0.low, $1.low), $0.rate / $1.rate) }
        self.machine = machine
    }

    /// The picture.
    var svg: String {
        let frame = frame
        var parts = [frame.opening, frame.axes]
        parts += lines.map { $0.svg(in: frame) }
        parts += ratios.map { size, lowest, ratio in
            frame.text(
                "\(Number.fixed(ratio, digits: 1))×", x: frame.x(size), y: frame.y(lowest) + 22,
                anchor: "middle",
                color: "#e8590c", isBold: true)
        }
        parts += labels
        parts.append(legend)
        parts.append(
            frame.text(
                "\(machine.processor), \(machine.cores) cores, \(machine.system), \(machine.date)",
                x: frame.left, y: frame.height - 12, size: 11))
        return (parts + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    /// The names at the right ends of the lines, moved apart where they would touch.
    private var labels: [String] {
        var labels = lines.compactMap { line in line.points.last.map { (line, frame.y($0.rate)) } }
        labels.sort { $0.1 < $1.1 }
        for index in labels.indices.dropFirst() {
            labels[index].1 = max(labels[index].1, labels[index - 1].1 + 17)
        }
        let excess = (labels.last?.1 ?? 0) - (frame.bottom - 4)
        return labels.map { line, y in
            frame.text(
                line.title, x: frame.right + 12, y: y + 4 - max(0, excess), color: line.color, isBold: true)
        }
    }

    private var legend: String {
        let entries = [
            ("#e8590c", "swift-zeromq, and its ratio to libzmq"), ("#228be6", "libzmq"),
            ("#868e96", "bytes of a raw TCP stream divided by the size"),
        ]
        var x = frame.left
        var parts: [String] = []
        for (color, text) in entries {
            let isLimit = color == "#868e96"
            parts.append(
                "<line x1=\"\(x)\" y1=\"62\" x2=\"\(x + 22)\" y2=\"62\" stroke=\"\(color)\" stroke-width=\"2.5\""
                    + (isLimit ? " stroke-dasharray=\"5 4\"" : "") + "/>")
            parts.append(frame.text(text, x: x + 28, y: 66, size: 12))
            x += 52 + Double(text.count) * 6.3
        }
        return parts.joined(separator: "\n")
    }
}
