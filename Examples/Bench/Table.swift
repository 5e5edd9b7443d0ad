/// Lays a run out as text.
struct Table {
    let plan: Plan
    let results: Results

    /// A line for each comparison.
    var text: String {
        var rows = [["", "swift-zeromq", "libzmq", "ratio", "floor", "goal", ""]]
        for comparison in plan.comparisons {
            let ratio = results.ratio(comparison)
            rows.append([
                comparison.title, figure(comparison.ours), figure(comparison.theirs),
                ratio.map { Number.fixed($0, digits: 2) } ?? "-", limit(comparison.floor),
                limit(comparison.goal),
                ratio.map { comparison.verdict(on: $0).rawValue } ?? failure(of: comparison),
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                // Words to the left, numbers to the right.
                return column == 0 || column == row.count - 1 ? row[column] + space : space + row[column]
            }
            return cells.joined(separator: "  ").trimmingEnd
        }
        return lines.joined(separator: "\n")
    }

    private func figure(_ operand: Operand) -> String {
        results.median(operand).map { operand.metric.text($0) } ?? "-"
    }

    private func limit(_ ratio: Double?) -> String {
        ratio.map { Number.fixed($0, digits: 2) } ?? ""
    }

    private func failure(of comparison: Comparison) -> String {
        for operand in [comparison.ours, comparison.theirs] {
            if let experiment = plan.experiment(operand.experiment),
                let reason = results.failure(experiment, operand.contestant)
            {
                return "failed: \(reason)"
            }
        }
        return "not measured"
    }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmingEnd: String {
        guard let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...last])
    }
}
