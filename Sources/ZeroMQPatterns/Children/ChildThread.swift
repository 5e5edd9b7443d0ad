public import ZeroMQ

/// A thread, and a pipe to it.
///
/// ```swift
/// let child = try ChildThread(in: context) { parent in
///     let name = try parent.receive()
///     try parent.send("Hello, \(name.text)")
/// }
/// try child.pipe.send("World")
/// print(try child.pipe.receive().text)
/// try child.join()
/// ```
///
/// The child's end of the pipe closes when its code returns or throws; what it sent before can still be received.
/// Terminating the context ends what the child waits for. Thread-safe.
public struct ChildThread<Success: Sendable>: Sendable {
    /// The parent's end of the pipe.
    public let pipe: PairSocket

    private let thread: BlockingThread<Success>

    /// Starts a thread that runs `body` with the child's end of the pipe.
    ///
    /// - Throws: `contextTerminated`; `tooManyFiles`; `system` when there can be no more threads.
    public init(
        in context: Context, _ body: @escaping @Sendable (PairSocket) throws -> Success
    ) throws(ZMQError) {
        let (parent, child) = try PairSocket.pipe(in: context)
        pipe = parent
        thread = try BlockingThread {
            defer { child.close() }
            return try body(child)
        }
    }

    /// Whether the child's code has returned, or thrown.
    public var isFinished: Bool { thread.isFinished }

    /// Blocks until the child has ended, and returns its result.
    ///
    /// - Throws: what the child's code threw.
    @available(*, noasync, message: "blocks the thread; await the async form")
    @discardableResult
    public func join() throws -> Success {
        try thread.join()
    }

    /// Suspends the task until the child has ended, and returns its result.
    ///
    /// - Throws: what the child's code threw.
    @discardableResult
    public func join() async throws -> Success {
        try await thread.join()
    }
}
