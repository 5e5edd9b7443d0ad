/// How long tests wait for something that has to happen, on a machine that may be busy.
enum Patience {
    static let limit: Duration = .seconds(20)

    /// How long tests watch for something that must not happen.
    static let watch: Duration = .milliseconds(300)
}
