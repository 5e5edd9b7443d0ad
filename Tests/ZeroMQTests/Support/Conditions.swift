/// What a test waited for did not come.
struct NeverHappened: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// How long a test waits for what should come at once; far more than a loaded machine needs.
let patience: Duration = .seconds(60)

/// Returns when `condition` is true; throws when that takes implausibly long.
func eventually(
    _ what: String, within limit: Duration = patience, _ condition: () throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(what) }
        try await Task.sleep(for: .milliseconds(1))
    }
}

/// Runs `body` and throws when it takes longer than `limit`.
func within<Result: Sendable>(
    _ limit: Duration = patience, _ what: String = "the operation ended",
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw NeverHappened(what)
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw NeverHappened(what) }
        return result
    }
}
