import Foundation

/// The Swift files of this package, read once.
enum SourceTree {
    static let sources = files(below: "Sources")
    static let examples = files(below: "Examples")
    static let tests = files(below: "Tests")

    /// The names of the package's own modules.
    static let modules = Set(sources.compactMap(\.module))

    /// The package's folder, seen from this file.
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The text of a file of the package; nil when there is none.
    static func text(at path: String) -> String? {
        FileManager.default.contents(atPath: root.appending(path: path).path)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// All Swift files below `folder`, by path; none when there is no such folder.
    private static func files(below folder: String) -> [SourceFile] {
        let start = root.appending(path: folder).path
        guard let paths = FileManager.default.enumerator(atPath: start) else { return [] }
        return paths.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }
            .sorted()
            .compactMap { path in
                guard let bytes = FileManager.default.contents(atPath: "\(start)/\(path)") else { return nil }
                return SourceFile(path: "\(folder)/\(path)", text: String(decoding: bytes, as: UTF8.self))
            }
    }
}
