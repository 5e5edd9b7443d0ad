import ZeroMQ

/// Why an event loop ended.
public enum LoopEnding: Hashable, Sendable {
    /// A handler asked for it, or nothing was left that could happen.
    case stopped

    /// The interrupt came that the loop was to end on.
    case interrupted

    /// The context was terminated.
    case terminated

    /// The task was cancelled.
    case cancelled

    /// What an error says about the end; nil when it is a failure.
    init?(_ error: any Error) {
        if error is CancellationError {
            self = .cancelled
            return
        }
        switch (error as? ZMQError)?.code {
        case .contextTerminated: self = .terminated
        case .cancelled: self = .cancelled
        default: return nil
        }
    }
}
