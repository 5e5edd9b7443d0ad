import Foundation

/// Finds a Python that has the zmq module: a system's package for one Python is no use to another one that comes
/// first in the path.
enum PythonInterpreter {
    /// The path of an interpreter that can `import zmq`, or nil when there is none. Looked for once: in
    /// `ZEROMQ_PYTHON`, the path, and where systems keep theirs.
    static let withZMQ: String? = candidates.lazy.compactMap(resolve).first

    private static var candidates: [String] {
        let environment = ProcessInfo.processInfo.environment
        let path = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
        let usual = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        let all = [environment["ZEROMQ_PYTHON"]].compactMap(\.self) + path + usual
        return all.filter { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The interpreter behind `path`, which may be a script that starts it; nil when that has no zmq module.
    private static func resolve(_ path: String) -> String? {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = ["-c", "import sys, zmq; zmq.Context().term(); print(sys.executable)"]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        do {
            try process.run()
        } catch {
            return nil
        }
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        let interpreter = String(decoding: printed, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return interpreter.isEmpty ? path : interpreter
    }
}
