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
        return Self.aligned(rows, words: [0, rows[0].count - 1])
    }

    /// How many floors and goals are met.
    var summary: String {
        let verdicts = plan.comparisons.compactMap { comparison -> Comparison.Verdict? in
            guard comparison.floor != nil else { return nil }
            return results.ratio(comparison).map { comparison.verdict(on: $0) } ?? .below
        }
        let floors = verdicts.count { $0 != .below }
        let goals = verdicts.count { $0 == .goal }
        return "floors met: \(floors) of \(verdicts.count); goals met: \(goals)"
    }

    /// The series, each with a line of numbers and a line for each library.
    var series: String {
        plan.series.map { series in
            let numbers = series.points.map { Number.grouped($0.number) }
            let rows = [Contestant.swift, .zmq].map { contestant in
                [contestant.name]
                    + series.points.map { figure(Operand($0.experiment, contestant, series.metric)) }
            }
            return Self.aligned([[series.title] + numbers] + rows, words: [0])
        }.joined(separator: "\n\n")
    }

    /// Columns, with words to the left and numbers to the right.
    private static func aligned(_ rows: [[String]], words: Set<Int>) -> String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return words.contains(column) ? row[column] + space : space + row[column]
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
