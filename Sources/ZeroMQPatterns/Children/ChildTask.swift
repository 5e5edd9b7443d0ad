public import ZeroMQ

/// A task, and a pipe to it: ``ChildThread`` for asynchronous code.
///
/// The child's end of the pipe closes when its code returns or throws; what it sent before can still be received.
/// Terminating the context or cancelling the child ends what it waits for. It is no child in the sense of structured
/// concurrency: it lives on when the task that made it ends. Thread-safe.
public struct ChildTask<Success: Sendable>: Sendable {
    /// The parent's end of the pipe.
    public let pipe: PairSocket

    private let task: Task<Success, any Error>

    /// Starts a task that runs `body` with the child's end of the pipe.
    ///
    /// - Throws: `contextTerminated`; `tooManyFiles`.
    public init(
        in context: Context, _ body: @escaping @Sendable (PairSocket) async throws -> Success
    ) throws(ZMQError) {
        let (parent, child) = try PairSocket.pipe(in: context)
        pipe = parent
        task = Task {
            defer { child.close() }
            return try await body(child)
        }
    }

    /// Cancels the child: what it waits for throws.
    public func cancel() {
        task.cancel()
    }

    /// Suspends the task until the child has ended, and returns its result. Cancelling the task that waits cancels
    /// the child.
    ///
    /// - Throws: what the child's code threw.
    @discardableResult
    public func join() async throws -> Success {
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
