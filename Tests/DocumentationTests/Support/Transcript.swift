import Synchronization
import TestPrograms

/// What the code of an article prints, for the test that runs it.
final class Transcript: Sendable {
    @TaskLocal static var current: Transcript?

    private let printed = Mutex<[String]>([])
    private let changes = AsyncStream.makeStream(of: Void.self)

    var lines: [String] { printed.withLock { $0 } }

    func append(_ line: String) {
        printed.withLock { $0.append(line) }
        changes.continuation.yield()
    }

    /// Suspends the task until `condition` holds for what was printed. One task at a time may wait.
    func wait(until condition: ([String]) -> Bool) async {
        var changes = changes.stream.makeAsyncIterator()
        while !condition(lines), await changes.next() != nil {}
    }

    /// Runs `body` and returns what it printed.
    static func of(_ body: () async throws -> Void) async throws -> [String] {
        let transcript = Transcript()
        try await $current.withValue(transcript) { try await body() }
        return transcript.lines
    }

    /// Runs `body`, which blocks, on a thread of its own and returns what it printed there.
    static func ofThread(_ body: @escaping @Sendable () throws -> Void) async throws -> [String] {
        let transcript = Transcript()
        try await onThread { try $current.withValue(transcript) { try body() } }
        return transcript.lines
    }
}

/// Stands in for the standard library's in this target, so that what the articles' code prints can be compared.
func print(_ items: Any...) {
    Transcript.current?.append(items.map { "\($0)" }.joined(separator: " "))
}
