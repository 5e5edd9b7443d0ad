import Foundation
import TestPrograms
import Testing
import ZeroMQ

/// Where messages come from, and when a conversation ends.
@Suite(.timeLimit(.minutes(5)))
struct ConversationTests {
    @Test func `each line of a pipe is a message, also the last one without an end`() async throws {
        let pull = try Tool.start("pull", "--bind", Tool.anyPort, "--count", "4")
        let push = try await Tool.start("push", "--connect", pull.endpoint(), input: "one\n\nthree\tx\nfour")
        #expect(try await push.ends(with: 0))
        #expect(try await pull.ends(with: 0))
        #expect(pull.printed == ["one", "", #"three\tx"#, "four"])
    }

    @Test func `an input without anything in it ends at once`() async throws {
        let push = try Tool.start("push", "--bind", Tool.anyPort, input: "")
        #expect(try await push.ends(with: 0))
    }

    @Test func `lines that are typed are requests`() async throws {
        let rep = try Tool.start("rep", "--bind", Tool.anyPort, "--echo")
        let req = try await Tool.start("req", "--connect", rep.endpoint())
        for text in ["first", "second"] {
            try req.type(text)
            try await req.line(containing: text)
            try await rep.line(containing: text)
        }
        req.interrupt()
        #expect(try await req.ends(with: 0))
        rep.interrupt()
        #expect(try await rep.ends(with: 0))
    }

    @Test func `replies are typed where nothing else is told`() async throws {
        let rep = try Tool.start("rep", "--bind", Tool.anyPort, "--count", "1")
        let req = try await Tool.start("req", "--connect", rep.endpoint(), "--data", "who?")
        try await rep.line(containing: "who?")
        try rep.type("me")
        #expect(try await req.ends(with: 0))
        #expect(req.printed == ["me"])
        #expect(try await rep.ends(with: 0))
    }

    @Test func `quoted and hexadecimal input has frames and any byte`() async throws {
        let pull = try Tool.start("pull", "--bind", Tool.anyPort, "--format", "hex", "--count", "3")
        let endpoint = try await pull.endpoint()
        let quoted = try Tool.start(
            "push", "--connect", endpoint, "--input", "quoted", input: "a\\x00\t\\n\n")
        #expect(try await quoted.ends(with: 0))
        let hex = try Tool.start("push", "--connect", endpoint, "--input", "hex", input: "00ff\t\t41\n")
        #expect(try await hex.ends(with: 0))
        let data = try Tool.start(
            "push", "--connect", endpoint, "--input", "hex", "--data", "00", "--data", "", "--data", "ff")
        #expect(try await data.ends(with: 0))
        #expect(try await pull.ends(with: 0))
        #expect(pull.printed == ["6100\t0a", "00ff\t\t41", "00\t\tff"])
    }

    @Test func `input of a wrong form is an error that shows it`() async throws {
        let push = try Tool.start("push", "--bind", Tool.anyPort, "--input", "hex", "--data", "4g")
        #expect(try await push.ends(with: 2))
        #expect(push.lines.contains { $0.contains("\"4g\" is not hexadecimal") })
        let typed = try Tool.start("push", "--bind", Tool.anyPort, "--input", "quoted", input: "a\\q\n")
        #expect(try await typed.ends(with: 2))
    }

    @Test func `files and texts make the frames in the order of the flags`() async throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/f"
        try Data([0, 1, 2]).write(to: URL(filePath: path))
        let pull = try Tool.start("pull", "--bind", Tool.anyPort, "--count", "1")
        let push = try await Tool.start(
            "push", "--connect", pull.endpoint(), "--data", "a", "--file", path, "--file", "-", "--data", "z",
            input: "all\nof it")
        #expect(try await push.ends(with: 0))
        #expect(try await pull.ends(with: 0))
        #expect(pull.printed == ["a\t\\x00\\x01\\x02\tall\\nof it\tz"])

        let missing = try Tool.start("push", "--bind", Tool.anyPort, "--file", "\(folder.path)/none")
        #expect(try await missing.ends(with: 1))
        #expect(missing.lines.contains { $0.contains("cannot open \(folder.path)/none: No such file") })
    }

    @Test func `with an interval a message is sent again and again, in time`() async throws {
        let rep = try ReplySocket(in: Context())
        let endpoint = try rep.bind(Tool.anyPort)
        let req = try Tool.start(
            "req", "--connect", "\(endpoint)", "--data", "tick", "--interval", "0.05", "--count", "5")
        // The time between the first two may have been spent on connecting.
        for _ in 0..<2 {
            _ = try await rep.receive(timeout: .seconds(30))
            try await rep.send("tock")
        }
        let start = ContinuousClock.now
        for _ in 0..<3 {
            _ = try await rep.receive(timeout: .seconds(30))
            try await rep.send("tock")
        }
        #expect(ContinuousClock.now - start >= .milliseconds(100))
        #expect(try await req.ends(with: 0))
    }

    @Test func `a count sends the same message so many times`() async throws {
        let pull = try Tool.start("pull", "--bind", Tool.anyPort, "--count", "3000")
        let push = try await Tool.start(
            "push", "--connect", pull.endpoint(), "--data", "x", "--count", "3000")
        #expect(try await push.ends(with: 0))
        #expect(try await pull.ends(with: 0))
        #expect(pull.printed == Array(repeating: "x", count: 3000))
    }
}
