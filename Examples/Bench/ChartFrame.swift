#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The axes of the chart, both logarithmic, and where things are on them.
struct ChartFrame {
    let width = 900.0
    let height = 540.0
    let left = 78.0
    let right = 760.0
    let top = 92.0
    let bottom = 458.0

    private let sizes: ClosedRange<Double>
    /// Powers of ten.
    private let decades: ClosedRange<Int>

    init(sizes: ClosedRange<Double>, rates: ClosedRange<Double>) {
        self.sizes = sizes
        let low = Int(log10(rates.lowerBound * 0.6).rounded(.down))
        decades = low...max(low + 1, Int(log10(rates.upperBound * 1.3).rounded(.up)))
    }

    /// The rate at the top edge.
    var highestRate: Double { pow(10, Double(decades.upperBound)) }

    /// Where a size is, with some room on either side.
    func x(_ size: Double) -> Double {
        let span = max(log2(sizes.upperBound) - log2(sizes.lowerBound), 1)
        let margin = 28.0
        return left + margin + (log2(size) - log2(sizes.lowerBound)) / span * (right - left - 2 * margin)
    }

    /// Where a rate is.
    func y(_ rate: Double) -> Double {
        let span = Double(decades.upperBound - decades.lowerBound)
        return bottom - (log10(rate) - Double(decades.lowerBound)) / span * (bottom - top)
    }

    /// The start of the file, with its title.
    var opening: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" \
        width="\(Int(width))" height="\(Int(height))" role="img" \
        font-family="-apple-system, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif">
        <title>Messages per second against message size, PUSH to PULL over tcp</title>
        <style>
        .ink, .title { fill: #768390 } .grid { stroke: #8c959f; stroke-opacity: 0.25 }
        </style>
        \(text("Messages per second, PUSH to PULL over tcp, two processes", x: left, y: 34, size: 18, style: "title"))
        """
    }

    /// Grid lines and their names.
    var axes: String {
        var parts: [String] = []
        for decade in decades {
            let rate = pow(10, Double(decade))
            let y = number(y(rate))
            parts.append(
                "<line class=\"grid\" x1=\"\(left)\" y1=\"\(y)\" x2=\"\(right)\" y2=\"\(y)\" stroke-width=\"1\"/>"
            )
            parts.append(text(Self.name(of: decade), x: left - 10, y: self.y(rate) + 4, anchor: "end"))
        }
        for size in Self.marks where sizes.contains(size) {
            let x = number(x(size))
            parts.append(
                "<line class=\"grid\" x1=\"\(x)\" y1=\"\(top)\" x2=\"\(x)\" y2=\"\(bottom)\" stroke-width=\"1\"/>"
            )
            parts.append(text(Number.size(Int(size)), x: self.x(size), y: bottom + 20, anchor: "middle"))
        }
        parts.append(text("message size", x: (left + right) / 2, y: bottom + 42, anchor: "middle"))
        return parts.joined(separator: "\n")
    }

    /// Text; with a colour of its own or in the colour of the page's ink.
    func text(
        _ text: String, x: Double, y: Double, size: Int = 13, anchor: String = "start", color: String? = nil,
        isBold: Bool = false, style: String = "ink"
    ) -> String {
        let escaped = text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }.joined()
        let paint = color.map { "fill=\"\($0)\"" } ?? "class=\"\(style)\""
        let weight = isBold || style == "title" ? " font-weight=\"600\"" : ""
        return "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(size)\" text-anchor=\"\(anchor)\" "
            + "\(paint)\(weight)>\(escaped)</text>"
    }

    /// A coordinate.
    func number(_ value: Double) -> String { Number.fixed(value, digits: 1) }

    private static let marks: [Double] = [
        1, 10, 100, Double(1 << 10), Double(8 << 10), Double(64 << 10), Double(1 << 20),
    ]

    private static func name(of decade: Int) -> String {
        let units = ["", " k", " M", " G"]
        guard decade >= 0, decade / 3 < units.count else { return "" }
        return "1" + String(repeating: "0", count: decade % 3) + units[decade / 3]
    }
}
