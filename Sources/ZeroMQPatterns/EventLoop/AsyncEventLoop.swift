public import ZeroMQ

/// Calls asynchronous handlers when messages arrive, descriptors become ready, or time has passed, one after the
/// other.
///
/// ```swift
/// let loop = try AsyncEventLoop(in: context)
/// try loop.onMessage(of: server) { request in
///     try await server.send("World")
/// }
/// try loop.every(.seconds(1)) { print("still here") }
/// try await loop.run()
/// ```
///
/// The next handler is called when the last one has returned, so a state that they share needs no lock. Handlers may
/// add and remove others at any time. The first one added has priority: events that are there at the same time are
/// handled in the order in which their handlers were added.
///
/// A loop runs once. When it ends it forgets its handlers, and what they refer to. ``EventLoop`` is the form for
/// threads.
public final class AsyncEventLoop {
    private var table: LoopTable<(PollEvent) async throws -> Void>

    /// Makes a loop for sockets of `context`.
    ///
    /// - Throws: `contextTerminated`.
    public init(in context: Context) throws(ZMQError) {
        table = try LoopTable(in: context)
    }

    /// Calls `handler` with each message that `socket` receives.
    ///
    /// - Returns: what ``remove(_:)`` takes.
    /// - Throws: as `add` of ``Poller``.
    @discardableResult
    public func onMessage(
        of socket: some ReceivingSocket, _ handler: @escaping (Message) async throws -> Void
    ) throws(ZMQError) -> PollItem {
        let socket = socket.socket
        return table.add(try table.poller.add(socket)) { _ in
            // Others may have received it meanwhile.
            if let message = try socket.tryReceive() { try await handler(message) }
        }
    }

    /// Calls `handler` as long as `socket` is ready for `interest`: again and again, until it is not, or the item
    /// is removed.
    ///
    /// - Throws: as `add` of ``Poller``.
    @discardableResult
    public func onReady(
        _ socket: some MessagingSocket, for interest: PollInterest,
        _ handler: @escaping (PollEvent) async throws -> Void
    ) throws(ZMQError) -> PollItem {
        table.add(try table.poller.add(socket, for: interest), handler)
    }

    /// Calls `handler` as long as a descriptor of the system is ready for `interest`: again and again, until it is
    /// not, or the item is removed. Also when its other end is gone, which the event tells.
    ///
    /// - Throws: as `add` of ``Poller``.
    @discardableResult
    public func onReady(
        descriptor: Int32, for interest: PollInterest = .receive,
        _ handler: @escaping (PollEvent) async throws -> Void
    ) throws(ZMQError) -> PollItem {
        table.add(try table.poller.add(descriptor: descriptor, for: interest), handler)
    }

    /// Calls `handler` again and again, the first time after one `interval`, and no more than `times` times; nil is
    /// for ever. A loop that was busy for several intervals calls it once for them.
    ///
    /// - Throws: `invalidArgument` unless `interval` is positive.
    @discardableResult
    public func every(
        _ interval: Duration, times: Int? = nil, _ handler: @escaping () async throws -> Void
    ) throws(ZMQError) -> PollItem {
        table.add(try table.poller.addTimer(every: interval), times: times) { _ in try await handler() }
    }

    /// Calls `handler` once, after `delay`.
    @discardableResult
    public func after(_ delay: Duration, _ handler: @escaping () async throws -> Void) -> PollItem {
        table.add(table.poller.addTimer(after: delay), times: 1) { _ in try await handler() }
    }

    /// Lets the interval of a repeated timer begin anew, or changes it.
    ///
    /// - Returns: false when the item is no repeated timer of this loop.
    /// - Throws: `invalidArgument` unless `interval` is positive.
    @discardableResult
    public func restartTimer(_ item: PollItem, every interval: Duration? = nil) throws(ZMQError) -> Bool {
        try table.poller.restartTimer(item, every: interval)
    }

    /// Does not call a handler any more. Its socket keeps what arrives.
    ///
    /// - Returns: false when the loop does not have the item, or no longer.
    @discardableResult
    public func remove(_ item: PollItem) -> Bool {
        table.remove(item)
    }

    /// Ends the loop as soon as the handler that calls this has returned.
    public func stop() {
        table.stop()
    }

    /// Ends the loop when the interrupt comes.
    public func stop(on interrupt: Interrupt) {
        table.stop(on: interrupt)
    }

    /// Runs the loop with the calling task, until a handler calls ``stop()``, nothing is left to wait for, the
    /// interrupt of ``stop(on:)`` comes, the context is terminated or the task is cancelled.
    ///
    /// - Returns: why it ended.
    /// - Throws: what a handler threw, which ends the loop; `socketClosed` when a socket with a message handler was
    ///   closed.
    @discardableResult
    public func run() async throws -> LoopEnding {
        defer { table.removeAll() }
        do {
            while true {
                if let ending = table.ending { return ending }
                for event in try await table.poller.wait() {
                    guard let handler = table.takeHandler(for: event) else { continue }
                    try await handler(event)
                    if let ending = table.ending { return ending }
                }
            }
        } catch {
            guard let ending = LoopEnding(error) else { throw error }
            return ending
        }
    }
}
