import TestPrograms
import Testing
import ZeroMQ

@Suite(.serialized, .timeLimit(.minutes(2)))
struct VersionTests {
    @Test func `E-003 version tells both versions and ends`() async throws {
        let program = try TestProgram.built("version")
        #expect(try await program.exitStatus() == 0)
        #expect(
            program.lines == [
                "Current swift-zeromq version is \(ZMQVersion.library)",
                "Current ZMTP version is \(ZMQVersion.wireProtocol)",
            ])
    }
}
