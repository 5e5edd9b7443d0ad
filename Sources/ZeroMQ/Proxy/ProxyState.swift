/// Where a proxy stands.
public enum ProxyState: Hashable, Sendable {
    /// It does not run: not yet, or its run has ended by a cancellation or an error.
    case idle
    /// It forwards messages.
    case running
    /// It runs, has been told to pause, and forwards nothing any more.
    case paused
    /// It has been told to end, and has ended. It cannot run again.
    case terminated
}
