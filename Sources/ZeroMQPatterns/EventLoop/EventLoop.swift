public import ZeroMQ

/// Calls handlers when messages arrive, descriptors become ready, or time has passed, one after the other.
///
/// ```swift
/// let loop = try EventLoop(in: context)
/// try loop.onMessage(of: server) { request in
///     try server.send("World")
/// }
/// try loop.every(.seconds(1)) { print("still here") }
/// try loop.run()
/// ```
///
/// For programs in which several sockets and timers share one state: it needs no lock, since a loop and its handlers
/// belong to one thread. Handlers may add and remove others at any time. The first one added has priority: events
/// that are there at the same time are handled in the order in which their handlers were added.
///
/// A loop runs once. When it ends it forgets its handlers, and what they refer to. ``AsyncEventLoop`` is the form for
/// tasks.
public final class EventLoop {
    private var table: LoopTable<(PollEvent) throws -> Void>

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
        of socket: some ReceivingSocket, _ handler: @escaping (Message) throws -> Void
    ) throws(ZMQError) -> PollItem {
        let socket = socket.socket
        return table.add(try table.poller.add(socket)) { _ in
            // Others may have received it meanwhile.
            if let message = try socket.tryReceive() { try handler(message) }
        }
    }

    /// Calls `handler` as long as `socket` is ready for `interest`: again and again, until it is not, or the item
    /// is removed.
    ///
    /// - Throws: as `add` of ``Poller``.
    @discardableResult
    public func onReady(
        _ socket: some MessagingSocket, for interest: PollInterest,
        _ handler: @escaping (PollEvent) throws -> Void
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
        _ handler: @escaping (PollEvent) throws -> Void
    ) throws(ZMQError) -> PollItem {
        table.add(try table.poller.add(descriptor: descriptor, for: interest), handler)
    }

    /// Calls `handler` again and again, the first time after one `interval`, and no more than `times` times; nil is
    /// for ever. A loop that was busy for several intervals calls it once for them.
    ///
    /// - Throws: `invalidArgument` unless `interval` is positive.
    @discardableResult
    public func every(
        _ interval: Duration, times: Int? = nil, _ handler: @escaping () throws -> Void
    ) throws(ZMQError) -> PollItem {
        table.add(try table.poller.addTimer(every: interval), times: times) { _ in try handler() }
    }

    /// Calls `handler` once, after `delay`.
    @discardableResult
    public func after(_ delay: Duration, _ handler: @escaping () throws -> Void) -> PollItem {
        table.add(table.poller.addTimer(after: delay), times: 1) { _ in try handler() }
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

    /// Runs the loop with the calling thread, until a handler calls ``stop()``, nothing is left to wait for, the
    /// interrupt of ``stop(on:)`` comes, or the context is terminated.
    ///
    /// - Returns: why it ended.
    /// - Throws: what a handler threw, which ends the loop; `socketClosed` when a socket with a message handler was
    ///   closed.
    @available(*, noasync, message: "blocks the thread; use AsyncEventLoop")
    @discardableResult
    public func run() throws -> LoopEnding {
        defer { table.removeAll() }
        do {
            while true {
                if let ending = table.ending { return ending }
                for event in try table.poller.wait() {
                    guard let handler = table.takeHandler(for: event) else { continue }
                    try handler(event)
                    if let ending = table.ending { return ending }
                }
            }
        } catch {
            guard let ending = LoopEnding(error) else { throw error }
            return ending
        }
    }
}
