internal import Foundation

/// Where the programs of this package are.
enum BuiltPrograms {
    /// The program beside the one that runs the tests, or beside a folder that that is in.
    static func path(of name: String) throws -> String {
        let arguments = CommandLine.arguments
        let bundle = arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] }
        for start in [bundle, arguments.first, Bundle.main.executablePath].compactMap(\.self) {
            var folder = URL(filePath: start).standardizedFileURL
            while folder.pathComponents.count > 1 {
                folder.deleteLastPathComponent()
                let candidate = folder.appending(path: name)
                let values = try? candidate.resourceValues(forKeys: [.isRegularFileKey])
                if values?.isRegularFile == true { return candidate.path }
            }
        }
        throw ProgramError.notFound(name)
    }
}
