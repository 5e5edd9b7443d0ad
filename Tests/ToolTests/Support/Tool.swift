import TestPrograms

/// The tool as a process, and what tests ask of it.
enum Tool {
    /// Any free port.
    static let anyPort = "tcp://127.0.0.1:*"

    /// Runs `zmq` with words. Its input is a terminal, on which tests type.
    static func start(_ words: String...) throws -> TestProgram {
        try TestProgram.built("zmq", arguments: words)
    }

    /// Runs `zmq` with words and an input that ends.
    static func start(_ words: String..., input: String) throws -> TestProgram {
        try TestProgram.built("zmq", arguments: words, input: Array(input.utf8))
    }
}

extension TestProgram {
    /// The endpoint that it says it listens at.
    func endpoint() async throws -> String {
        let line = try await line(containing: "listening at ")
        return line.split(separator: " ").last.map(String.init) ?? ""
    }

    /// What it printed, without its remarks on the error stream.
    var printed: [String] { lines.filter { !$0.hasPrefix("zmq: ") } }

    /// Waits for the end, and checks how it ended.
    func ends(with status: Int32) async throws -> Bool {
        try await exitStatus() == status
    }
}
