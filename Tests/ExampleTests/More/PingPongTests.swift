import TestPrograms
import Testing
import ZeroMQ

@Suite(.serialized, .timeLimit(.minutes(2)))
struct PingPongTests {
    @Test func `the table counts the pings of seven players`() async throws {
        let script = try SourceTree.path(of: "Examples/More/pingpong.sh")
        let program = try TestProgram.script(script, TestEndpoint.make(), "2")
        #expect(try await program.exitStatus(within: .seconds(60)) == 0)
        #expect(program.lines.filter { $0.hasPrefix("ping ") } == (1...14).map { "ping \($0)" })
        #expect(program.lines.count { $0 == "pong" } == 14)
        #expect(program.lines.count == 28)
    }

    @Test func `a player pauses after each ping`() async throws {
        let endpoint = TestEndpoint.make()
        let table = try TestProgram.built("pingpong", "table", endpoint)
        let time = try await ContinuousClock().measure {
            let player = try TestProgram.built("pingpong", "player", endpoint, "3")
            #expect(try await player.exitStatus() == 0)
            #expect(player.lines == ["pong", "pong", "pong"])
        }
        #expect(time >= .seconds(1.5))
        try await table.endByInterrupt()
    }

    @Test(.needsPythonZMQ) func `player and table play with pyzmq`() async throws {
        let (here, there) = (TestEndpoint.make(), TestEndpoint.make())
        let table = try TestProgram.built("pingpong", "table", here)
        let foreignPlayer = try TestProgram.python("requester.py", here, "3")
        let foreignTable = try TestProgram.python("responder.py", "bind", there)
        let player = try TestProgram.built("pingpong", "player", there, "2")
        for program in [foreignPlayer, player] { #expect(try await program.exitStatus() == 0) }
        #expect(foreignPlayer.lines == ["received pong", "received pong", "received pong", "done"])
        #expect(player.lines == ["World", "World"])
        try await table.endByInterrupt()
        foreignTable.kill()
        _ = try await foreignTable.exitStatus()
        #expect(table.lines == ["Hello 1", "Hello 2", "Hello 3"])
        #expect(foreignTable.lines == ["received ping", "received ping"])
    }
}
