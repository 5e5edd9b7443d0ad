extension String {
    /// The text with control characters and line separators written as `\u{…}`, so that it fits on one line.
    func escapingControlCharacters() -> String {
        guard unicodeScalars.contains(where: \.breaksLine) else { return self }
        var escaped = ""
        for scalar in unicodeScalars {
            if scalar.breaksLine {
                escaped += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension Unicode.Scalar {
    /// Whether a terminal or log would not print the scalar in its place on the line.
    fileprivate var breaksLine: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
