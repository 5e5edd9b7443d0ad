/// A reader that has to be told of what it can read.
struct PipeWake {
    let reader: any PipeReader
    /// Whether it napped, and there is now much for it.
    let isForMany: Bool
}

/// Who takes messages out of a pipe.
protocol PipeReader: AnyObject, Sendable {
    /// The pipe was empty and is not any more. Called without any lock held.
    ///
    /// - Parameter alone: whether the message should leave with the caller, who waits for an answer.
    func pipeBecameReadable(sentAlone: Bool)
}

/// Who puts messages into a pipe.
protocol PipeWriter: AnyObject, Sendable {
    /// The pipe was full and has room again. Called without any lock held.
    func pipeBecameWritable()
}
