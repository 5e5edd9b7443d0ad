import Foundation
import TestPrograms

/// The files of this package, as far as tests need them.
enum SourceTree {
    /// The package's folder: the one above with a Package.swift.
    static func root(file: String = #filePath) throws -> URL {
        var folder = URL(filePath: file)
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let manifest = folder.appending(path: "Package.swift")
            if FileManager.default.fileExists(atPath: manifest.path) { return folder }
        }
        throw ProgramError.notFound("Package.swift")
    }

    /// The path of a file of the package.
    static func path(of file: String) throws -> String {
        try root().appending(path: file).path
    }

    /// The names of the examples in a folder of `Examples`.
    static func examples(in chapter: String) throws -> [String] {
        let folder = try root().appending(path: "Examples/\(chapter)")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter(\.hasDirectoryPath).map(\.lastPathComponent).sorted()
    }
}
