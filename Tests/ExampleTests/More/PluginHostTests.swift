import Foundation
import TestPrograms
import Testing

@Suite(.serialized, .timeLimit(.minutes(2)))
struct PluginHostTests {
    /// The processes that the host has started.
    static func children(of program: TestProgram) throws -> [Int32] {
        let process = program.identifier
        let path = "/proc/\(process)/task/\(process)/children"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: " ").compactMap {
            Int32($0)
        }
    }

    static func isRunning(_ process: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
            return false
        }
        // A zombie that nobody has waited for is still in the table.
        return status.split(separator: " ").dropFirst(2).first != "Z"
    }

    @Test func `plugins answer, each in its process`() async throws {
        let host = try TestProgram.built("pluginhost", "20")
        try await host.line(containing: "Plugins: crash, reverse, sleep, upper")
        try host.type("upper hello world")
        try await host.line(containing: "upper: HELLO WORLD")
        try host.type("reverse hello")
        try await host.line(containing: "reverse: olleh")
        try host.type("sleep 0")
        try await host.line(containing: "sleep: awake")
        try host.type("nobody here")
        try await host.line(containing: "E: there is no plugin nobody")
        try await host.endByInterrupt()
    }

    @Test func `a plugin that crashes or hangs is started anew, and the host lives`() async throws {
        let host = try TestProgram.built("pluginhost", "6")
        try await host.line(containing: "Plugins: ")
        try host.type("sleep 3600")
        try await host.line(containing: "W: sleep does not answer, starting it anew")
        try host.type("sleep 0")
        try await host.line(containing: "sleep: awake")
        for _ in 0..<2 {
            try host.type("crash now")
            try await host.line(containing: "W: crash does not answer, starting it anew")
        }
        try host.type("upper still here")
        try await host.line(containing: "upper: STILL HERE")
        try await host.endByInterrupt()
    }

    #if os(Linux)
    @Test func `a plugin that is killed in the middle of a call is started anew`() async throws {
        let host = try TestProgram.built("pluginhost", "6")
        try await host.line(containing: "Plugins: ")
        let before = try Self.children(of: host)
        #expect(before.count == 4)
        try host.type("upper first")
        try await host.line(containing: "upper: FIRST")
        // In the order of the names: crash, reverse, sleep, upper.
        try host.type("sleep 3600")
        kill(before.sorted()[2], SIGKILL)
        try await host.line(containing: "W: sleep does not answer, starting it anew")
        try host.type("sleep 0")
        try await host.line(containing: "sleep: awake")
        let after = try Self.children(of: host)
        #expect(Set(before).intersection(after).count == 3)
        #expect(after.count == 4)
        try await host.endByInterrupt()
        #expect(!(before + after).contains(where: Self.isRunning))
    }

    @Test func `plugins do not outlive a host that is killed`() async throws {
        let host = try TestProgram.built("pluginhost", "20")
        try await host.line(containing: "Plugins: ")
        let plugins = try Self.children(of: host)
        #expect(plugins.count == 4)
        // Each has been heard, so each knows its host.
        for (name, answer) in [
            ("upper x", "upper: X"), ("reverse y", "reverse: y"), ("sleep 0", "sleep: awake"),
        ] {
            try host.type(name)
            try await host.line(containing: answer)
        }
        host.kill()
        // The terminal has an end when the last of them is gone, except for the one that was not heard.
        kill(plugins.sorted()[0], SIGKILL)
        #expect(try await host.exitStatus() == 137)
        #expect(!plugins.contains(where: Self.isRunning))
    }
    #endif
}
