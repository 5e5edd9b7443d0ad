internal import Foundation

/// Finds a Python that has the zmq module: a system's package for one Python is no use to another one that comes
/// first in the path.
public enum PythonInterpreter {
    /// The path of an interpreter that can `import zmq`, or nil when there is none. Looked for once: in
    /// `ZEROMQ_PYTHON`, the path, and where systems keep theirs.
    public static let withZMQ: String? = candidates.lazy.compactMap(resolve).first

    private static var candidates: [String] {
        let environment = ProcessInfo.processInfo.environment
        let path = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
        let usual = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        let all = [environment["ZEROMQ_PYTHON"]].compactMap(\.self) + path + usual
        return all.filter { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The interpreter behind `path`, which may be a script that starts it; nil when that has no zmq module.
    private static func resolve(_ path: String) -> String? {
        let question = "import sys, zmq; zmq.Context().term(); print('found', sys.executable)"
        guard let terminal = try? Terminal(),
            let process = try? ChildProcess(path, ["-c", question], stream: terminal.line)
        else { return nil }
        terminal.closeLine()
        let output = ProgramOutput()
        output.fill { terminal.read() }
        guard process.wait(until: Date(timeIntervalSinceNow: 20)) == 0,
            let line = output.all.first(where: { $0.hasPrefix("found ") })
        else { return nil }
        let interpreter = String(line.dropFirst("found ".count))
        return interpreter.isEmpty ? path : interpreter
    }
}
