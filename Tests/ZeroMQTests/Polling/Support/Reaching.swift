/// Something that should have happened did not, in a minute.
struct NotReached: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Returns when `condition` holds; throws when that takes implausibly long.
func reaches(
    _ description: String, within limit: Duration = .seconds(60), _ condition: () throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try !condition() {
        guard ContinuousClock.now < end else { throw NotReached(description) }
        try await Task.sleep(for: .milliseconds(1))
    }
}
