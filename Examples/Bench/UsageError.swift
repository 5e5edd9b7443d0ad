/// A command line that makes no sense; the text says what is wrong with it and is shown to the user.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
