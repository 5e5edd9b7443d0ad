/// Numbers as text.
enum Number {
    /// With `digits` digits behind the point: `12.30`.
    static func fixed(_ value: Double, digits: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "?" }
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return sign + String(scaled) }
        let fraction = String(scaled % scale)
        return sign + "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// With three digits and a letter for thousands, millions and so on: `1.52 M`.
    static func short(_ value: Double) -> String {
        let steps = [(1e9, " G"), (1e6, " M"), (1e3, " k")]
        let (unit, letter) = steps.first { abs(value) >= $0.0 * 0.9995 } ?? (1, " ")
        let scaled = value / unit
        let digits = abs(scaled) >= 99.95 ? 0 : abs(scaled) >= 9.995 ? 1 : 2
        return fixed(scaled, digits: unit == 1 && abs(scaled) >= 100 ? 0 : digits) + letter
    }

    /// With commas between thousands: `1,000,000`.
    static func grouped(_ value: Int) -> String {
        guard value >= 1000 else { return String(value) }
        let rest = String(value % 1000)
        return grouped(value / 1000) + "," + String(repeating: "0", count: 3 - rest.count) + rest
    }

    /// Bytes of a message: `100 B`, `64 KiB`.
    static func size(_ bytes: Int) -> String {
        if bytes >= 1 << 20, bytes % (1 << 20) == 0 { return "\(bytes >> 20) MiB" }
        if bytes >= 1 << 10, bytes % (1 << 10) == 0 { return "\(bytes >> 10) KiB" }
        return "\(bytes) B"
    }

    /// The middle of some values, or the mean of the middle two.
    static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
