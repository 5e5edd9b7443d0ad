import TestPrograms
import Testing

/// What a person sees who makes a mistake or asks for help.
@Suite(.timeLimit(.minutes(5)))
struct HelpTests {
    @Test(arguments: [
        ["--help"], ["help"], ["push", "--help"], ["proxy", "-h"], ["monitor", "--help"], ["version"],
    ])
    func `help and version are printed, with status 0`(words: [String]) async throws {
        let tool = try TestProgram.built("zmq", arguments: words)
        #expect(try await tool.ends(with: 0))
        #expect(tool.lines.first?.hasPrefix("zmq ") == true)
    }

    @Test(arguments: [
        ([], "what to do?", "zmq --help"), (["pusch"], "did you mean push?", "zmq --help"),
        (["push", "--conect", "x"], "did you mean --connect?", "zmq push --help"),
        (["sub"], "where to?", "zmq sub --help"),
        (["pull", "--connect", "localhost:5555"], "tcp://", "zmq pull --help"),
        (["monitor"], "which endpoint?", "zmq monitor --help"),
    ])
    func `a mistake has status 2, a reason, and the way to the help`(
        words: [String], reason: String, help: String
    ) async throws {
        let tool = try TestProgram.built("zmq", arguments: words)
        #expect(try await tool.ends(with: 2))
        #expect(tool.lines.first?.hasPrefix("zmq: ") == true)
        #expect(tool.lines.first?.contains(reason) == true, "\(tool.lines)")
        #expect(tool.lines.last == "Try: \(help)")
    }
}
