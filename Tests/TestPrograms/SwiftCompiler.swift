internal import Foundation

/// The Swift compiler, for tests of what does not compile.
public enum SwiftCompiler {
    /// What the compiler says about a line.
    public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
        /// Counts from 1.
        public let line: Int
        /// What it says, without the word `error`.
        public let text: String

        /// The line and the text.
        public var description: String { "\(line): \(text)" }
    }

    /// Where the compiler is: in `SWIFT_EXEC` or the path; nil when it is not there.
    public static let path: String? = {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/swiftc" }
        let all = [environment["SWIFT_EXEC"]].compactMap(\.self) + folders
        return all.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// The folder with the built modules, beside the program that runs the tests; nil when it is elsewhere.
    public static let modules: String? = {
        guard let module = try? BuiltPrograms.path(of: "Modules/ZeroMQ.swiftmodule") else { return nil }
        return URL(filePath: module).deletingLastPathComponent().path
    }()

    /// Checks `source`, which may import the modules of this package, and returns the errors in it.
    public static func errors(in source: String) async throws -> [Diagnostic] {
        guard let path, let modules else { throw ProgramError.notFound("swiftc") }
        let file = FileManager.default.temporaryDirectory.appending(
            path: "snippet-\(UUID().uuidString).swift")
        try source.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let compiler = try TestProgram(
            path,
            [
                "-typecheck", "-no-color-diagnostics", "-diagnostic-style=llvm", "-swift-version", "6", "-I",
                modules, file.path,
            ])
        _ = try await compiler.exitStatus(within: .seconds(120))
        return compiler.lines.compactMap { line in
            guard let range = line.range(of: file.lastPathComponent + ":") else { return nil }
            let parts = line[range.upperBound...].split(separator: ":", maxSplits: 2)
            guard parts.count == 3, let number = Int(parts[0]), parts[2].hasPrefix(" error: ") else {
                return nil
            }
            return Diagnostic(line: number, text: String(parts[2].dropFirst(" error: ".count)))
        }
    }
}
