import Testing

/// Rules about what may stop the process, and about promises that the compiler cannot check.
@Suite struct SafetyRuleTests {
    /// How far above a promise its reason may stand.
    static let reach = 12

    @Test(arguments: ["try!", "as!", "fatalError("])
    func `the library never traps on purpose`(with text: String) {
        #expect(SourceTree.sources.flatMap { $0.places(of: text) } == [])
    }

    @Test(arguments: ["@unchecked Sendable", "nonisolated(unsafe)"])
    func `a promise of safety gives its reason`(promise: String) {
        let unexplained = (SourceTree.sources + SourceTree.tests).flatMap { file in
            file.code.filter { $0.text.contains(promise) && !Self.isExplained(line: $0.number, in: file) }
                .map { file.place($0.number) }
        }
        #expect(unexplained == [], "a comment with \"Safety:\" is missing above")
    }

    /// Whether a comment with "Safety:" stands at most `reach` lines above line `number`.
    private static func isExplained(line number: Int, in file: SourceFile) -> Bool {
        file.lines[..<(number - 1)].suffix(reach).contains { line in
            guard let comment = line.firstRange(of: "//") else { return false }
            return line[comment.upperBound...].contains("Safety:")
        }
    }
}
