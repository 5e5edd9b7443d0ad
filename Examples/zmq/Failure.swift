/// What went wrong, for a person, and the status to end with.
struct Failure: Error, CustomStringConvertible {
    let status: ExitStatus
    let description: String

    init(_ description: String, status: ExitStatus = .failed) {
        self.description = description
        self.status = status
    }
}
