import Testing

/// The rules are only as good as the reading of the files.
@Suite struct SourceFileTests {
    @Test func `lines are counted as an editor counts them`() {
        #expect(SourceFile(path: "Sources/A/B.swift", text: "a\n\nb\n").lines == ["a", "", "b"])
        #expect(SourceFile(path: "Sources/A/B.swift", text: "a\nb").lines == ["a", "b"])
    }

    @Test func `a file knows its module`() {
        #expect(SourceFile(path: "Sources/A/C/B.swift", text: "").module == "A")
        #expect(SourceFile(path: "Sources/B.swift", text: "").module == nil)
    }

    @Test func `comments and literals are not code`() {
        let text = """
            let a = "try! // \\" as!" // fatalError(
            /// try! it
            let b = try! c()
            """
        let file = SourceFile(path: "Sources/A/B.swift", text: text)
        #expect(file.places(of: "try!") == ["Sources/A/B.swift:3"])
        #expect(file.places(of: "as!").isEmpty)
        #expect(file.places(of: "fatalError(").isEmpty)
    }

    @Test(arguments: [
        "import Dispatch", "internal import Dispatch", "@preconcurrency import Dispatch",
        "  @preconcurrency internal import Dispatch // why", "import struct Dispatch.DispatchTime",
        "@_spi(Some) public import Dispatch",
    ])
    func `imports are found in every form`(line: String) {
        let file = SourceFile(path: "Sources/A/B.swift", text: line)
        #expect(file.imports.map(\.module) == ["Dispatch"])
    }

    @Test func `the package's files are found`() {
        #expect(SourceTree.tests.contains { $0.name == "SourceFileTests.swift" })
    }
}
