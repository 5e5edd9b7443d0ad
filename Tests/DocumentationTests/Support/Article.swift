import Foundation
import Testing

/// A page of the documentation: an article of the catalog, or README.md.
struct Article: Sendable, CustomTestStringConvertible {
    /// Without the ending: `REQ`.
    let name: String
    let lines: [String]

    var testDescription: String { name }

    /// The package's folder, seen from this file.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let readme = Article(path: "README.md")

    /// The articles of the library's catalog, by name.
    static let catalog = paths(below: "Sources/ZeroMQ/ZeroMQ.docc", ending: ".md").map(Article.init(path:))
        .sorted { $0.name < $1.name }

    static let all = catalog + [readme]

    static func named(_ name: String) throws -> Article {
        try #require(catalog.first { $0.name == name }, "there is no article \(name)")
    }

    /// Reads a page; a file that is not there is an empty page, on which nothing will be found.
    init(path: String) {
        lines = Self.lines(ofFile: path)
        name = String(path.split(separator: "/").last?.dropLast(".md".count) ?? "")
    }

    /// The lines of a file, by its path from the package's folder.
    static func lines(ofFile path: String) -> [String] {
        let bytes = FileManager.default.contents(atPath: root.appending(path: path).path)
        return String(decoding: bytes ?? Data(), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The files below `folder` with this ending, from the package's folder.
    static func paths(below folder: String, ending: String) -> [String] {
        let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }.sorted()
            .map { "\(folder)/\($0)" }
    }

    /// The blocks of code in `language`.
    func blocks(in language: String) -> [CodeBlock] { blocks.filter { $0.language == language } }

    /// The blocks of code.
    var blocks: [CodeBlock] {
        var blocks: [CodeBlock] = []
        var open: CodeBlock?
        for (index, line) in lines.enumerated() {
            let text = line.drop { $0 == " " }
            if var block = open {
                if text == "```" {
                    blocks.append(block)
                    open = nil
                } else {
                    block.lines.append(line)
                    open = block
                }
            } else if text.hasPrefix("```") {
                open = CodeBlock(
                    language: String(text.dropFirst(3)), place: "\(name).md:\(index + 1)", lines: [])
            }
        }
        return blocks
    }

    /// The lines under the heading with this text, up to the next one of its level or above.
    func section(_ title: String) -> [String] {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("#") && $0.hasSuffix("# \(title)") }) else {
            return []
        }
        let level = lines[start].prefix { $0 == "#" }.count
        let rest = lines[(start + 1)...]
        return Array(rest.prefix { !$0.hasPrefix("#") || $0.prefix { $0 == "#" }.count > level })
    }

    /// What stands between back quotes in `lines`: the names of code and symbols.
    static func codeNames(in lines: [String]) -> Set<String> {
        var names: Set<String> = []
        for line in lines {
            for (index, part) in line.replacing("``", with: "`").split(
                separator: "`", omittingEmptySubsequences: false
            ).enumerated() where index % 2 == 1 {
                names.insert(String(part))
            }
        }
        return names
    }
}
