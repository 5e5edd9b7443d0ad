/// A value of JSON, to be written.
enum JSON {
    case text(String)
    case number(Double)
    case whole(Int)
    case truth(Bool)
    case list([JSON])
    /// Members in the order in which they are written.
    case object([(String, JSON)])

    /// The value as text, indented. Numbers that JSON does not have become null.
    var description: String { written(indent: 0) }

    private func written(indent: Int) -> String {
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        switch self {
        case .text(let text): return Self.quoted(text)
        case .number(let number): return number.isFinite ? "\(number)" : "null"
        case .whole(let number): return "\(number)"
        case .truth(let value): return value ? "true" : "false"
        case .list(let values):
            // Figures stay on one line.
            let texts = values.map { $0.written(indent: indent + 1) }
            guard texts.contains(where: { $0.contains("\n") }) else {
                return "[" + texts.joined(separator: ", ") + "]"
            }
            return "[\n" + texts.map { inner + $0 }.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let members):
            if members.isEmpty { return "{}" }
            let lines = members.map { name, value in
                "\(inner)\(Self.quoted(name)): \(value.written(indent: indent + 1))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
