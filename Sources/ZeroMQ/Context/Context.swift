package import ZMQReactor

/// What sockets are made in: it owns the lanes that their connections run on, and the names of inproc.
///
/// A program normally has one. Two contexts are two separate libraries: inproc names do not reach from one to
/// the other. Thread-safe.
///
/// A context ends with `terminate`, or by itself when it and all its sockets are gone.
///
/// It belongs to the process that made it. The child of a `fork` has none of the threads that a context needs, so it
/// must make a context of its own and leave alone everything that was made before the fork. Making sockets, `bind`
/// and `connect` throw `forkedContext` there; sending and receiving do not look, since that would cost every message,
/// and may wait for ever.
public final class Context: Sendable {
    let core: ContextCore

    /// Makes a context.
    ///
    /// - Throws: `invalidArgument` for an option out of its range, and for one in `socketDefaults` that only some types
    ///   have.
    public init(options: ContextOptions = ContextOptions()) throws(ZMQError) {
        core = ContextCore(options: try options.validated(), reactor: DispatchReactor())
    }

    /// Makes a context with the default options.
    public init() {
        core = ContextCore(options: ContextOptions(), reactor: DispatchReactor())
    }

    /// Makes a context on another reactor: the simulator's.
    package init(options: ContextOptions = ContextOptions(), reactor: any Reactor) throws(ZMQError) {
        core = ContextCore(options: try options.validated(), reactor: reactor)
    }

    /// What the context was made with.
    public var options: ContextOptions { core.options }

    /// The number of sockets that are open.
    public var socketCount: Int { core.socketCount }

    /// Ends the context and all its sockets, and returns how many messages could not be sent any more.
    ///
    /// Every call that is blocked or suspended in a socket ends at once with `contextTerminated`. Then the
    /// sockets send what is queued, as far as each one's `linger` allows. So this is bounded by the longest
    /// linger, by default a second without progress; it never waits for the program to close anything.
    /// Calling it again is harmless.
    @available(*, noasync, message: "blocks the thread; await the async form")
    @discardableResult
    public func terminate() -> Int {
        core.beginTermination()
        let parker = Parker()
        while !core.closing.isIdle(else: .thread(parker)) {
            // False only in a simulation in which nothing can happen any more.
            guard core.wait(for: parker, on: nil, until: nil) else { break }
            parker.reset()
        }
        return core.closing.unsent
    }

    /// Ends the context and all its sockets, and returns how many messages could not be sent any more.
    ///
    /// As the blocking form; the task is suspended meanwhile. Cancelling the task does not cut it short.
    @discardableResult
    public func terminate() async -> Int {
        core.beginTermination()
        while true {
            let parker = TaskParker()
            if core.closing.isIdle(else: .task(parker)) { return core.closing.unsent }
            await parker.wait()
        }
    }

    /// Begins to end the context, as `terminate`, and returns at once.
    public func shutDown() {
        core.beginTermination()
    }
}

/// Runs `body` with a context, and ends the context and everything made in it when `body` is done.
///
/// What is queued is still sent, as far as the sockets' linger allows: the end of the scope takes a second without
/// progress at most, unless a socket was told to linger longer.
///
/// - Throws: what `body` threw, and what making a context throws.
public func withContext<Result, Failure: Error>(
    options: ContextOptions = ContextOptions(), _ body: (Context) async throws(Failure) -> Result
) async throws -> Result {
    let context = try Context(options: options)
    do {
        let result = try await body(context)
        await context.terminate()
        return result
    } catch {
        await context.terminate()
        throw error
    }
}
