public import Testing

/// Runs the body of a test that has a process of its own, and tells of an error as of any other failure.
///
/// Thrown out of that process it would only be the signal that ends the process.
public func tellingErrors(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    do {
        try await body()
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
