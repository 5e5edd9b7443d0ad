import Foundation

/// What a test waited for did not come.
struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Returns when `condition` is true; throws when that takes implausibly long.
func eventually(
    _ what: String, within limit: Duration = Patience.limit, _ condition: () throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(description: what) }
        try await Task.sleep(for: .milliseconds(1))
    }
}

/// Returns when `condition` is true; throws when that takes implausibly long. Blocks.
func waiting(for what: String = "waited in vain", until condition: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + Patience.limit
    while try !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(description: what) }
        Thread.sleep(forTimeInterval: 0.001)
    }
}
