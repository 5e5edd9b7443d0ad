import TestPrograms
import Testing

@Suite(.timeLimit(.minutes(3)))
struct IdentityTests {
    @Test(arguments: ["inproc", "ipc"])
    func `E-040 identity dumps a message with a generated identity, and one with a chosen one`(
        transport: String
    ) async throws {
        let arguments = transport == "inproc" ? [] : [Meeting.endpoint()]
        let program = try TestProgram.built("identity", arguments: arguments)
        #expect(try await program.exitStatus(within: .seconds(60)) == 0)
        var lines = program.lines
        try #require(lines.count == 8)
        let generated = lines.remove(at: 1)
        #expect(generated.wholeMatch(of: /\[005\] 00[0-9A-F]{8}/) != nil, "\(generated)")
        #expect(
            lines == [
                "-----", "[000]", "[032] ROUTER uses a generated identity",
                "-----", "[005] PEER2", "[000]", "[033] ROUTER uses REQ's socket identity",
            ])
    }
}
