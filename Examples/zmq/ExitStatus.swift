/// How the tool ends, for scripts.
enum ExitStatus: Int32 {
    /// The count was reached, or everything was sent.
    case done = 0
    case failed = 1
    case usage = 2
    case timedOut = 3
    /// Ctrl-C before the count was reached; as shells have it.
    case interrupted = 130
}
