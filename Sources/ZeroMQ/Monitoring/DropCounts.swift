/// How many messages were dropped, by reason.
public struct DropCounts: Hashable, Sendable {
    // One count for each reason, at its raw value.
    private var counts = [UInt64](repeating: 0, count: DropReason.allCases.count)

    /// No drops.
    public init() {}

    /// The messages dropped for `reason`.
    public package(set) subscript(reason: DropReason) -> UInt64 {
        get { counts[Int(reason.rawValue)] }
        set { counts[Int(reason.rawValue)] = newValue }
    }

    /// The messages dropped for any reason; stays at the largest number rather than overflow.
    public var total: UInt64 {
        counts.reduce(0) { sum, count in
            let (result, overflow) = sum.addingReportingOverflow(count)
            return overflow ? .max : result
        }
    }
}

extension DropCounts: CustomStringConvertible {
    /// The reasons that occurred with their counts, `queueFull 3, closed 1`, or `none`.
    public var description: String {
        let parts = DropReason.allCases.filter { self[$0] > 0 }.map { "\($0) \(self[$0])" }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }
}
