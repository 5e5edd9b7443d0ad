/// A file of this target with code of the documentation, which is compiled because it is here.
struct CompiledFile: Sendable {
    private let lines: [String]

    static let all: [CompiledFile] = Article.paths(
        below: "Tests/DocumentationTests/Snippets", ending: ".swift"
    )
    .map(CompiledFile.init(path:))

    private init(path: String) {
        lines = CodeBlock.comparable(Article.lines(ofFile: path))
    }

    /// Whether the block stands in the file, line for line.
    func contains(_ block: CodeBlock) -> Bool {
        let code = block.code
        guard !code.isEmpty, Set(block.imports).isSubset(of: lines) else { return false }
        return lines.indices.contains { lines[$0...].starts(with: code) }
    }
}
