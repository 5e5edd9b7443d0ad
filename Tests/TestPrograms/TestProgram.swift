internal import Foundation

/// A program that a test runs as a process of its own: one of this package, or a Python script that plays the
/// other side. It is killed when nobody refers to it any more, so a test keeps it to its end.
public final class TestProgram: Sendable {
    private let process: ChildProcess
    private let output = ProgramOutput()
    private let terminal: Terminal

    /// Starts the program `name` of this package with `arguments`.
    public static func built(_ name: String, _ arguments: String...) throws -> TestProgram {
        try TestProgram(BuiltPrograms.path(of: name), arguments)
    }

    /// Starts the program `name` of this package with `arguments`.
    public static func built(_ name: String, arguments: [String]) throws -> TestProgram {
        try TestProgram(BuiltPrograms.path(of: name), arguments)
    }

    /// Starts a shell script with `arguments`, which finds the programs of this package in its path.
    public static func script(_ path: String, _ arguments: String...) throws -> TestProgram {
        let folder = URL(filePath: try BuiltPrograms.path(of: "hwserver")).deletingLastPathComponent().path
        let usual = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return try TestProgram("/usr/bin/env", ["PATH=\(folder):\(usual)", "bash", path] + arguments)
    }

    /// Starts the program `name` of this package with `arguments` and a pipe as its standard input, from which it
    /// can read `input`, and then the end. At most 64 KiB.
    public static func built(_ name: String, arguments: [String], input: [UInt8]) throws -> TestProgram {
        try TestProgram(BuiltPrograms.path(of: name), arguments, input: FilledPipe(input))
    }

    /// Starts `script` of the folder `Peers` that is beside `file` or above it, with `arguments`.
    public static func python(
        _ script: String, _ arguments: String..., file: String = #filePath
    ) throws -> TestProgram {
        guard let interpreter = PythonInterpreter.withZMQ else { throw ProgramError.noInterpreter }
        var folder = URL(filePath: file)
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let path = folder.appending(path: "Peers/\(script)").path
            if FileManager.default.fileExists(atPath: path) {
                return try TestProgram(interpreter, [path] + arguments)
            }
        }
        throw ProgramError.notFound(script)
    }

    /// Starts the program at `path`. Its input, output and errors are a terminal, so it prints its lines as they
    /// happen.
    public convenience init(_ path: String, _ arguments: [String]) throws {
        try self.init(path, arguments, input: nil)
    }

    /// Starts the program at `path` with another input than the terminal.
    private init(_ path: String, _ arguments: [String], input: FilledPipe?) throws {
        terminal = try Terminal()
        process = try ChildProcess(path, arguments, stream: terminal.line, input: input?.readEnd)
        withExtendedLifetime(input) {}
        terminal.closeLine()
        // A thread of its own: tests must not wait on the few threads that run tasks.
        Thread.detachNewThread { [output, terminal] in
            output.fill { terminal.read() }
        }
    }

    deinit {
        kill()
    }

    /// Types a line.
    public func type(_ line: String) throws {
        try terminal.write(line + "\n")
    }

    /// Returns the next line that contains `text`, skipping others, or throws when it does not come within
    /// `limit`.
    @discardableResult
    public func line(containing text: String, within limit: Duration = .seconds(30)) async throws -> String {
        let found = try await onThread { [output] in
            output.next(containing: text, until: Date(timeIntervalSinceNow: limit / .seconds(1)))
        }
        guard let found else { throw ProgramError.missing(text, output: output.all) }
        return found
    }

    /// Waits until `condition` holds for what was printed so far, or throws when it does not within `limit`.
    public func output(
        within limit: Duration = .seconds(30), satisfies condition: @escaping @Sendable ([String]) -> Bool
    ) async throws {
        let holds = try await onThread { [output] in
            output.satisfies(condition, until: Date(timeIntervalSinceNow: limit / .seconds(1)))
        }
        guard holds else { throw ProgramError.missing("what was waited for", output: output.all) }
    }

    /// Waits until the program has printed `text` at the start of a line that it has not ended yet, or throws when it
    /// does not within `limit`.
    public func unfinishedLine(_ text: String, within limit: Duration = .seconds(30)) async throws {
        let holds = try await onThread { [output] in
            output.hasUnfinishedLine(text, until: Date(timeIntervalSinceNow: limit / .seconds(1)))
        }
        guard holds else { throw ProgramError.missing(text, output: output.all) }
    }

    /// Waits until the program has ended and returns its exit status, for a signal 128 and its number, or throws
    /// when it does not end within `limit`.
    public func exitStatus(within limit: Duration = .seconds(30)) async throws -> Int32 {
        let deadline = Date(timeIntervalSinceNow: limit / .seconds(1))
        let status = try await onThread { [output, process] in
            output.isComplete(by: deadline) ? process.wait(until: deadline) : nil
        }
        guard let status else { throw ProgramError.missing(nil, output: output.all) }
        return status
    }

    /// Ends the program at once, if it still runs.
    public func kill() {
        process.signal(SIGKILL)
    }

    /// What Ctrl-C does.
    public func interrupt() {
        process.signal(SIGINT)
    }

    /// Sends it a signal, if it still runs.
    public func signal(_ number: Int32) {
        process.signal(number)
    }

    /// Everything printed so far.
    public var lines: [String] { output.all }

    /// The number that the system knows the process by.
    public var identifier: Int32 { process.identifier }
}
