/// A block of code in an article.
struct CodeBlock: Sendable {
    /// What stands behind the opening quotes: `swift`.
    let language: String
    /// Where it begins, as editors like it: `REQ.md:50`.
    let place: String
    var lines: [String]

    /// The code as it is compared: without indentation and empty lines, runs of spaces as one. Imports stand at the
    /// top of a file and not where the block begins, so they are compared apart.
    var code: [String] { Self.comparable(lines).filter { !Self.isImport($0) } }

    var imports: [String] { Self.comparable(lines).filter(Self.isImport) }

    static func comparable(_ lines: [String]) -> [String] {
        lines.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
    }

    private static func isImport(_ line: String) -> Bool { line.hasPrefix("import ") }
}
