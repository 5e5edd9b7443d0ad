import TestPrograms
import Testing

/// The snippets of chapter 2.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct FragmentTests {
    static let expected: [(name: String, lines: [String])] = [
        ("binding", ["tcp: Hello", "tcp: Hello", "inproc: Hello"]),
        ("iothreads", ["usually 1, here 4", "without any"]),
        (
            "multipart",
            [
                "first, more to come", "second, more to come", "third",
                "frame 1, more to come", "frame 2, more to come", "frame 3",
            ]
        ),
        ("proxy", ["forwarded task, captured task"]),
        ("kill", ["worker 1: KILL", "worker 2: KILL", "worker 3: KILL"]),
        ("zerocopy", ["1000 bytes, the first is 1", "1000 bytes, the first is 7", "given back"]),
        ("interrupt", ["Ctrl-C was used"]),
    ]

    @Test(arguments: expected.indices)
    func `E-037 a fragment does what it says`(index: Int) async throws {
        let (name, lines) = Self.expected[index]
        let program = try TestProgram.built("fragments", name)
        #expect(try await program.exitStatus() == 0)
        #expect(program.lines.first == "\(name):")
        // Threads print in any order.
        let printed = program.lines.dropFirst().map { String($0.drop { $0 == " " }) }
        #expect(name == "kill" ? printed.sorted() == lines : printed == lines)
    }

    @Test func `E-037 errors are told, and two of them are part of life`() async throws {
        let program = try TestProgram.built("fragments", "errors")
        #expect(try await program.exitStatus() == 0)
        try #require(program.lines.count == 4)
        #expect(program.lines[1].hasPrefix("  E: bind failed: "))
        #expect(program.lines.suffix(2) == ["  no message now", "  the context was terminated"])
    }

    @Test func `E-037 without arguments all fragments are run`() async throws {
        let program = try TestProgram.built("fragments")
        #expect(try await program.exitStatus() == 0)
        let names = program.lines.filter { !$0.hasPrefix(" ") }
        #expect(Set(names) == Set(Self.expected.map { "\($0.name):" } + ["errors:"]))
        #expect(names.count == Self.expected.count + 1)
    }
}
