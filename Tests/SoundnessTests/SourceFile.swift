import Foundation

/// A Swift file of this package.
struct SourceFile: Sendable {
    /// From the package's folder: `Sources/ZMTP/Wire/Greeting.swift`.
    let path: String
    let lines: [String]

    init(path: String, text: String) {
        self.path = path
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // What follows the last line's end is not a line.
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
    }

    /// `Greeting.swift`
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The folder below `Sources` or `Tests` that the file is in; nil for a file beside them.
    var module: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : nil
    }

    /// The lines without comments and without the text of one-line string literals, numbered from 1.
    var code: [(number: Int, text: String)] {
        lines.enumerated().map { (number: $0.offset + 1, text: Self.withoutProse($0.element)) }
    }

    /// The modules that the file imports, with the numbers of the lines.
    var imports: [(number: Int, module: String)] {
        let pattern =
            #/
            ^ \s* (?: @\w+ (?: \( [^)]* \) )? \s+ )*
            (?: (?: public | package | internal | fileprivate | private ) \s+ )? import \s+
            (?: (?: struct | class | enum | protocol | func | var | let | typealias ) \s+ )? ( \w+ )
            /#
        return code.compactMap { line in
            line.text.firstMatch(of: pattern).map { (number: line.number, module: String($0.output.1)) }
        }
    }

    /// "path:12", as editors like it.
    func place(_ number: Int) -> String { "\(path):\(number)" }

    /// The places of the lines whose code contains `text`.
    func places(of text: String) -> [String] {
        code.filter { $0.text.contains(text) }.map { place($0.number) }
    }

    /// Replaces string literals by `""` and drops a comment. Block comments and multi-line literals are not
    /// recognised; the format rules forbid the former.
    private static func withoutProse(_ line: String) -> String {
        var code = ""
        var isInLiteral = false
        var isEscaped = false
        for character in line {
            if isInLiteral {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isInLiteral = false
                    code.append(character)
                }
                continue
            }
            if character == "/", code.last == "/" { return String(code.dropLast()) }
            if character == "\"" { isInLiteral = true }
            code.append(character)
        }
        return code
    }
}
