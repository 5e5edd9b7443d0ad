import Foundation

/// A Python program from the folder `Peers` that plays the other side of a test. It is killed when nobody refers
/// to it any more, so a test keeps it to its end.
///
/// Safety: `process` is started in `init` and only asked and signalled afterwards, which Foundation allows from
/// any thread.
final class PythonPeer: @unchecked Sendable {
    private let process = Process()
    private let output = PeerOutput()

    /// Starts `script` with `arguments`.
    init(_ script: String, _ arguments: String...) throws {
        guard let interpreter = PythonInterpreter.withZMQ else { throw PeerError.noInterpreter }
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peers/\(script)")
            .path
        process.executableURL = URL(filePath: interpreter)
        process.arguments = [path] + arguments
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        // Where a failing program says why.
        process.standardError = pipe
        try process.run()
        // A thread of its own: tests must not wait on the few threads that run tasks.
        Thread.detachNewThread { [output] in
            output.fill { pipe.fileHandleForReading.availableData }
        }
    }

    deinit {
        kill()
    }

    /// Returns the next line that contains `text`, skipping others, or throws when it does not come within
    /// `limit`.
    @discardableResult
    func line(containing text: String, within limit: Duration = .seconds(20)) async throws -> String {
        let found = await blocking { [output] in
            output.next(containing: text, until: Date(timeIntervalSinceNow: limit / .seconds(1)))
        }
        guard let found else { throw PeerError.missing(text, output: output.all) }
        return found
    }

    /// Waits until the program has ended by itself and returns its exit status, or throws when it does not within
    /// `limit`.
    func exitStatus(within limit: Duration = .seconds(20)) async throws -> Int32 {
        let hasEnded = await blocking { [output] in
            output.isComplete(by: Date(timeIntervalSinceNow: limit / .seconds(1)))
        }
        guard hasEnded else { throw PeerError.missing(nil, output: output.all) }
        return await blocking { [self] in
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// Ends the program at once, if it still runs.
    func kill() {
        if process.isRunning { _ = Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// Everything printed so far.
    var lines: [String] { output.all }

    private func blocking<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: body())
            }
        }
    }
}
