import Testing

/// Rules about files: how long they are and what they are called.
@Suite struct FileRuleTests {
    /// Beyond this a file holds more than one thing.
    static let lineLimit = 400

    /// Names that say nothing about what is inside.
    static let drawers = ["Utils", "Utilities", "Helpers", "Common", "Manager", "Misc"]

    @Test func `no file is longer than 400 lines`() {
        let long = (SourceTree.sources + SourceTree.examples).filter { $0.lines.count > Self.lineLimit }
        #expect(long.map { "\($0.path): \($0.lines.count)" } == [])
    }

    @Test func `no file is a drawer`() {
        let files = SourceTree.sources + SourceTree.examples + SourceTree.tests
        let found = files.filter { file in
            Self.drawers.contains { file.name.contains($0) }
        }
        #expect(found.map(\.path) == [])
    }
}
