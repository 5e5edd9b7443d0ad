import Foundation
import Testing

/// The lists of what is tested where say the truth.
@Suite struct RequirementIndexTests {
    /// Numbers in the names of tests: C-045 or ZMTP-29.
    private static let tested: Set<String> = {
        let names = SourceTree.tests.flatMap { file in
            // A long name stands in a line of its own.
            file.lines.joined(separator: "\n").matches(of: #/func\s+`[^`]+`/#).map { String($0.output) }
        }
        return Set(names.flatMap(numbers))
    }()

    private static func numbers(in text: String) -> [String] {
        text.matches(of: #/\b[A-Z][A-Z0-9]*-[0-9]{2,3}\b/#).map { String($0.output) }
    }

    /// The rows of a list: number, subject, place.
    private static func rows(of text: String) -> [(number: String, place: String)] {
        text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, let number = numbers(in: cells[0]).first, number == cells[0] else {
                return nil
            }
            return (number, cells[2])
        }
    }

    @Test func `every requirement that is said to be tested is`() throws {
        let rows = Self.rows(of: try #require(SourceTree.text(at: "Tests/ZeroMQTests/REQUIREMENTS.md")))
        #expect(rows.count == 171)
        for (number, place) in rows {
            if place.hasPrefix("by name") {
                #expect(Self.tested.contains(number), "no test has the number \(number) in its name")
            } else {
                #expect(!Self.tested.contains(number), "\(number) is tested by name")
            }
            for other in Self.numbers(in: place) {
                #expect(Self.tested.contains(other), "\(number) is said to be covered by \(other)")
            }
        }
    }

    @Test func `every wire statement has a test, or a reason`() throws {
        let reasons = Set(
            Self.numbers(in: try #require(SourceTree.text(at: "Tests/ZMTPTests/STATEMENTS.md"))))
        #expect(reasons.isSuperset(of: Self.untested))
        for (family, ranges) in Self.families {
            for number in ranges.joined() {
                let name = "\(family)-\(number < 10 ? "0" : "")\(number)"
                #expect(
                    Self.tested.contains(name) != Self.untested.contains(name), "\(name) has neither, or both"
                )
            }
        }
    }

    /// The numbers that each family of statements has.
    private static let families: [String: [ClosedRange<Int>]] = [
        "ZMTP": [1...18, 20...35, 40...50], "NULL": [1...7], "META": [1...16], "TYPE": [1...4],
        "ERR": [1...8],
        "HB": [1...18], "SEC": [1...5], "V1": [1...13], "V2": [1...10], "SOCK": [1...19], "REQ": [1...12],
        "REP": [1...8], "DLR": [1...3], "RTR": [1...15], "PS": [1...6, 10...18, 20...27, 30...35],
        "PIPE": [1...4], "PAIR": [1...3],
    ]

    /// Those without a test; STATEMENTS.md says why.
    private static let untested: Set = ["HB-16", "RTR-12", "SEC-04", "SEC-05", "SOCK-16"]

    @Test func `a row is listed once, and in order`() throws {
        let rows = Self.rows(of: try #require(SourceTree.text(at: "Tests/ZeroMQTests/REQUIREMENTS.md")))
        let numbers = rows.map(\.number)
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
    }
}
