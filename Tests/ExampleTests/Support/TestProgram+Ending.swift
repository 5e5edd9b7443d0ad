import TestPrograms
import Testing

extension TestProgram {
    /// What Ctrl-C does, and the wait for the end, which has to be a good one.
    func endByInterrupt(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        interrupt()
        let status = try await exitStatus()
        #expect(status == 0, "\(lines.suffix(5))", sourceLocation: sourceLocation)
    }

    /// How many dots and colons were printed.
    var dotCount: Int {
        lines.joined().count { $0 == "." || $0 == ":" }
    }
}
