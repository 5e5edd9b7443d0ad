import Foundation
import Testing

/// The index of the examples has all of them.
@Suite struct ExampleIndexTests {
    /// The names of the programs below `Examples`: folders with a Swift file of their name.
    private static let programs: [String] = Article.paths(below: "Examples", ending: ".swift")
        .compactMap { path in
            let parts = path.split(separator: "/")
            guard parts.count >= 3, let file = parts.last else { return nil }
            let folder = String(parts[parts.count - 2])
            return file == "\(folder).swift" || file == "main.swift" ? folder : nil
        }

    @Test func `every program is in the index`() throws {
        #expect(Self.programs.contains("hwserver"))
        let index = Article.codeNames(in: try Article.named("Examples").lines)
        #expect(Set(Self.programs).subtracting(index) == [])
    }
}
