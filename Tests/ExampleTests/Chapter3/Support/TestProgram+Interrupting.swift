import TestPrograms
import Testing

extension TestProgram {
    /// Ctrl-C, upon which the program has to end cleanly.
    func endsWhenInterrupted(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        interrupt()
        let status = try await exitStatus(within: .seconds(60))
        #expect(status == 0, "\(lines.suffix(5))", sourceLocation: sourceLocation)
    }

    /// The lines with `prefix`, without it.
    func lines(after prefix: String) -> [String] {
        lines.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
}
