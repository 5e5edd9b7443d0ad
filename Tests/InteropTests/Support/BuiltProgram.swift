import Foundation

/// A program of this package, run as a process of its own. It is killed when nobody refers to it any more, so a
/// test keeps it to its end.
///
/// Safety: `process` is started in `init` and only asked and signalled afterwards, which Foundation allows from
/// any thread.
final class BuiltProgram: @unchecked Sendable {
    private let process = Process()
    private let output = PeerOutput()

    /// Starts the program `name` with `arguments`.
    init(_ name: String, _ arguments: String...) throws {
        process.executableURL = try Self.location(of: name)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let terminal = try Terminal()
        process.standardOutput = terminal.line
        process.standardError = terminal.line
        try process.run()
        try terminal.line.close()
        Thread.detachNewThread { [output] in
            output.fill { terminal.read() }
        }
    }

    deinit {
        kill()
    }

    /// The program beside the one that runs the tests, or beside a folder that that is in.
    private static func location(of name: String) throws -> URL {
        let arguments = CommandLine.arguments
        let bundle = arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] }
        for start in [bundle, arguments.first, Bundle.main.executablePath].compactMap(\.self) {
            var folder = URL(filePath: start).standardizedFileURL
            while folder.pathComponents.count > 1 {
                folder.deleteLastPathComponent()
                let candidate = folder.appending(path: name)
                let values = try? candidate.resourceValues(forKeys: [.isRegularFileKey])
                if values?.isRegularFile == true { return candidate }
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }

    /// Returns the next line that contains `text`, skipping others, or throws when it does not come within
    /// `limit`.
    @discardableResult
    func line(containing text: String, within limit: Duration = Patience.limit) async throws -> String {
        let found = try await onThread { [output] in
            output.next(containing: text, until: Date(timeIntervalSinceNow: limit / .seconds(1)))
        }
        guard let found else { throw PeerError.missing(text, output: output.all) }
        return found
    }

    /// Waits until the program has ended by itself and returns its exit status, or throws when it does not within
    /// `limit`.
    func exitStatus(within limit: Duration = Patience.limit) async throws -> Int32 {
        let hasEnded = try await onThread { [output] in
            output.isComplete(by: Date(timeIntervalSinceNow: limit / .seconds(1)))
        }
        guard hasEnded else { throw PeerError.missing(nil, output: output.all) }
        return try await onThread { [self] in
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// Ends the program at once, if it still runs, as SIGKILL does.
    func kill() {
        if process.isRunning { _ = Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// Everything printed so far.
    var lines: [String] { output.all }
}
