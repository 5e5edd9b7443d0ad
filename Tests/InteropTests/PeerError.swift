/// What can go wrong with a program that plays the other side.
enum PeerError: Error, CustomStringConvertible {
    /// There is no interpreter for it.
    case noInterpreter

    /// It did not print a line with this text, or did not end (nil), in time or before it ended. What it printed
    /// until then is attached.
    case missing(String?, output: [String])

    var description: String {
        switch self {
        case .noInterpreter:
            "no Python with the zmq module was found"
        case .missing(let text, let output):
            """
            waited in vain for \(text.map { "\"\($0)\"" } ?? "the end of the program"); it printed:
            \(output.joined(separator: "\n"))
            """
        }
    }
}
