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

    @Test func `every statement about sockets has a test, or a reason`() throws {
        let list = try #require(SourceTree.text(at: "Tests/ZMTPTests/STATEMENTS.md"))
        let reasons = Set(Self.numbers(in: list))
        for (family, count) in Self.families {
            for number in 1...count {
                let name = "\(family)-\(number < 10 ? "0" : "")\(number)"
                if Self.gaps.contains(name) { continue }
                #expect(Self.tested.contains(name) || reasons.contains(name), "\(name) has neither")
            }
        }
    }

    /// The statements about sockets: how many each family has, and which numbers are not given.
    private static let families = [
        "SOCK": 19, "REQ": 12, "REP": 8, "DLR": 3, "RTR": 15, "PS": 35, "PIPE": 4, "PAIR": 3,
    ]
    private static let gaps: Set = ["PS-07", "PS-08", "PS-09", "PS-19", "PS-28", "PS-29"]

    @Test func `a row is listed once, and in order`() throws {
        let rows = Self.rows(of: try #require(SourceTree.text(at: "Tests/ZeroMQTests/REQUIREMENTS.md")))
        let numbers = rows.map(\.number)
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
    }
}
