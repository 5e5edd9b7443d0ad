import Testing
import ZeroMQ

/// The examples of the articles about socket types do what their comments say.
@Suite(.timeLimit(.minutes(5)))
struct SocketSnippetTests {
    @Test func `REQ asks twice`() async throws {
        #expect(try await Transcript.of(REQSnippets.example) == ["Hello, World", "Good evening, World"])
    }

    @Test func `REP adds up`() async throws {
        #expect(try await Transcript.of(REPSnippets.example) == ["42"])
    }

    @Test func `DEALER has five requests under way`() async throws {
        let squares = (1...5).map { "\($0) squared is \($0 * $0)" }
        #expect(try await Transcript.of(DEALERSnippets.example) == squares)
    }

    @Test func `ROUTER answers in its own order`() async throws {
        #expect(
            try await Transcript.of(ROUTERSnippets.example)
                == ["You said: I am Anna", "You said: I am Bert"])
    }

    @Test func `PUB reaches who subscribed`() async throws {
        #expect(try await Transcript.of(PUBSnippets.example) == ["weather.paris 12 °C"])
    }

    @Test func `SUB receives its topics only`() async throws {
        #expect(try await Transcript.of(SUBSnippets.example) == ["AAPL 201", "MSFT 420"])
    }

    @Test func `XPUB hears what is wanted`() async throws {
        #expect(try await Transcript.of(XPUBSnippets.example) == ["wanted: temperature", "21.5"])
    }

    @Test func `XSUB forwards`() async throws {
        #expect(try await Transcript.of(XSUBSnippets.example) == ["It works."])
    }

    @Test func `PUSH hands out work`() async throws {
        #expect(try await Transcript.of(PUSHSnippets.example) == ["385"])
    }

    @Test func `PULL collects results`() async throws {
        let lines = (1...3).map { "step \($0) of 3 done" }
        #expect(try await Transcript.ofThread(PULLSnippets.example) == lines)
    }

    @Test func `PAIR connects two tasks`() async throws {
        #expect(try await Transcript.of(PAIRSnippets.example) == ["done: wash up"])
    }
}
