/// Runs `body` with a context until it returns, or until Ctrl-C or `kill` (SIGINT, SIGTERM), and then ends the
/// context and everything made in it. Blocks the thread.
///
/// ```swift
/// try runUntilInterrupted { context in
///     let server = try ReplySocket(in: context)
///     try server.bind("tcp://*:5555")
///     while true {
///         print(try server.receive().text)
///         try server.send("World")
///     }
/// }
/// ```
///
/// When the interrupt comes, every call that blocks in the context's sockets throws `contextTerminated`, in all
/// threads; `body` may catch that to clean up, or leave it to this function. A second Ctrl-C kills the program.
///
/// - Returns: what `body` returned; nil when it was interrupted.
/// - Throws: what `body` threw, unless it is the interrupt's doing, and what making a context and an ``Interrupt``
///   throws.
@available(*, noasync, message: "blocks the thread; await the async form")
@discardableResult
public func runUntilInterrupted<Result>(
    options: ContextOptions = ContextOptions(), _ body: (Context) throws -> Result
) throws -> Result? {
    let context = try Context(options: options)
    let interrupt = try Interrupt()
    interrupt.onInterrupt { context.shutDown() }
    defer { context.terminate() }
    do {
        return try body(context)
    } catch  where interrupt.isInterrupted && error.isEndOfWaiting {
        return nil
    }
}

/// Runs `body` with a context until it returns, or until Ctrl-C or `kill` (SIGINT, SIGTERM), and then ends the
/// context and everything made in it.
///
/// When the interrupt comes, the task that runs `body` is cancelled, and with it the tasks of its groups: what they
/// wait for throws `cancelled`, and the context is still there to clean up with. A second Ctrl-C kills the program.
///
/// - Returns: what `body` returned; nil when it was interrupted.
/// - Throws: what `body` threw, unless it is the interrupt's doing, and what making a context and an ``Interrupt``
///   throws.
@discardableResult
public func runUntilInterrupted<Result: Sendable>(
    options: ContextOptions = ContextOptions(), _ body: @escaping @Sendable (Context) async throws -> Result
) async throws -> Result? {
    let context = try Context(options: options)
    let interrupt = try Interrupt()
    let task = Task { try await body(context) }
    interrupt.onInterrupt { task.cancel() }
    let result = await withTaskCancellationHandler {
        await task.result
    } onCancel: {
        task.cancel()
    }
    await context.terminate()
    do {
        return try result.get()
    } catch  where interrupt.isInterrupted && error.isEndOfWaiting {
        return nil
    }
}

extension Error {
    /// Whether this is how a call ends that is not to wait any longer.
    fileprivate var isEndOfWaiting: Bool {
        if self is CancellationError { return true }
        guard let error = self as? ZMQError else { return false }
        switch error.code {
        case .cancelled, .contextTerminated, .socketClosed: return true
        default: return false
        }
    }
}
