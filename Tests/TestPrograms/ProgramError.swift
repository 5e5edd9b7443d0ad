/// What can go wrong with a program that a test runs.
public enum ProgramError: Error, CustomStringConvertible {
    /// There is no interpreter for it.
    case noInterpreter

    /// There is no such program, or script.
    case notFound(String)

    /// The system could not start it.
    case notStarted(String, error: Int32)

    /// It did not print a line with this text, or did not end (nil), in time or before it ended. What it printed
    /// until then is attached.
    case missing(String?, output: [String])

    /// What went wrong, with what was printed.
    public var description: String {
        switch self {
        case .noInterpreter:
            "no Python with the zmq module was found"
        case .notFound(let name):
            "\(name) was not found"
        case .notStarted(let path, let error):
            "\(path) could not be started (error \(error))"
        case .missing(let text, let output):
            """
            waited in vain for \(text.map { "\"\($0)\"" } ?? "the end of the program"); it printed:
            \(output.joined(separator: "\n"))
            """
        }
    }
}
