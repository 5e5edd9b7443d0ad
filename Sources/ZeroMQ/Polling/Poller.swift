/// Waits for several sockets, plain descriptors and timers at a time (zmq_poll, zmq_poller_new, zmq_timers_new).
///
/// ```swift
/// let poller = try Poller(in: context)
/// let work = try poller.add(pull)
/// let tick = try poller.addTimer(every: .seconds(1))
/// while true {
///     for event in try poller.wait() {
///         switch event.item {
///         case work: process(try pull.receive())
///         case tick: report()
///         default: break
///         }
///     }
/// }
/// ```
///
/// Level-triggered: a socket or descriptor is reported by every wait as long as it is ready. Events come in the
/// order in which their items were added, so what comes first can have priority.
///
/// A poller costs neither a thread nor, for sockets, a descriptor, and a wait looks only at items to which
/// something has happened: a thousand idle sockets cost nothing.
///
/// It keeps its sockets open. One that is closed by `close` is reported as ready for everything that it is watched
/// for, with `isClosed` set, until it is removed. When the context is terminated every wait throws
/// `contextTerminated`.
///
/// Thread-safe: items may be added, changed and removed while others wait, who take notice at once. Several threads
/// or tasks may wait at a time; all of them are told what is ready, but a timer's expiration is told to one.
public final class Poller: Sendable {
    let core: PollerCore

    /// Keeps the context alive.
    private let context: Context

    /// Makes a poller for sockets of `context`, with its clock.
    ///
    /// - Throws: `contextTerminated`, `forkedContext`.
    public init(in context: Context) throws(ZMQError) {
        try context.core.checkNotForked("make a poller")
        if context.core.isTerminated {
            throw ZMQError(
                .contextTerminated, operation: "make a poller", reason: "the context was terminated")
        }
        self.context = context
        core = PollerCore(context.core)
        core.open()
    }

    deinit {
        core.close()
    }

    /// Watches a socket (zmq_poller_add). A socket that is added twice makes two items.
    ///
    /// With `.receive`, "ready" means that a whole message can be received without waiting; with `.send`, that
    /// there is a peer with room, as far as that can be known before it is known whom the message is for.
    ///
    /// - Parameters:
    ///   - socket: the socket; the poller keeps it open.
    ///   - interest: what to watch for; nothing is allowed, to be changed later.
    /// - Throws: `notSupported` when the socket's type cannot do what it is to be watched for; `invalidArgument`
    ///   when it belongs to another context.
    @discardableResult
    public func add(
        _ socket: some MessagingSocket, for interest: PollInterest = .receive
    ) throws(ZMQError) -> PollItem {
        try core.add(.socket(socket.socket), for: interest)
    }

    /// Watches a descriptor of the system that poll(2) understands: a pipe, a socket, a terminal
    /// (zmq_poller_add_fd).
    ///
    /// Unlike a socket, a descriptor costs each wait a call to the system. The poller watches a duplicate. Remove
    /// the item before closing the descriptor: until then the other end does not learn of the close.
    ///
    /// - Throws: `system` when `descriptor` is not open, or the system has nothing left to watch it with;
    ///   `tooManyFiles`.
    @discardableResult
    public func add(
        descriptor: Int32, for interest: PollInterest = .receive
    ) throws(ZMQError) -> PollItem {
        try core.add(.descriptor(descriptor), for: interest)
    }

    /// Reports an item again and again, the first time after one `interval` (zmq_timers_add).
    ///
    /// The beat is kept: a wait that comes late finds several expirations in one event, and the next one is due
    /// when it would have been.
    ///
    /// - Throws: `invalidArgument` unless `interval` is positive.
    @discardableResult
    public func addTimer(every interval: Duration) throws(ZMQError) -> PollItem {
        try checkPositive(interval)
        return core.addTimer(at: core.context.now.later(by: interval), every: interval)
    }

    /// Reports an item once, as soon as `delay` has passed, and removes it then.
    @discardableResult
    public func addTimer(after delay: Duration) -> PollItem {
        core.addTimer(at: core.context.now.later(by: delay), every: nil)
    }

    /// Lets the interval of a repeated timer begin anew (zmq_timers_reset), or changes it
    /// (zmq_timers_set_interval).
    ///
    /// - Parameters:
    ///   - item: the timer, from ``addTimer(every:)``.
    ///   - interval: the new interval; nil keeps the old one.
    /// - Returns: false when the item is no repeated timer of this poller.
    /// - Throws: `invalidArgument` unless `interval` is positive.
    @discardableResult
    public func restartTimer(
        _ item: PollItem, every interval: Duration? = nil
    ) throws(ZMQError) -> Bool {
        if let interval { try checkPositive(interval) }
        return core.restartTimer(item, every: interval)
    }

    /// Changes what a socket or descriptor is watched for (zmq_poller_modify); for nothing, an empty set.
    ///
    /// - Returns: false when the item is no socket or descriptor of this poller.
    /// - Throws: `notSupported` when the socket's type cannot do what it is to be watched for; for a descriptor as
    ///   `add(descriptor:for:)`.
    @discardableResult
    public func change(_ item: PollItem, to interest: PollInterest) throws(ZMQError) -> Bool {
        try core.change(item, to: interest)
    }

    /// Forgets a socket, descriptor or timer (zmq_poller_remove, zmq_timers_cancel).
    ///
    /// - Returns: false when the poller does not have the item, or no longer.
    @discardableResult
    public func remove(_ item: PollItem) -> Bool {
        core.remove(item)
    }

    private func checkPositive(_ interval: Duration) throws(ZMQError) {
        guard interval > .zero else {
            throw ZMQError(
                .invalidArgument, operation: "add a timer to a poller",
                reason: "an interval of \(interval) is not positive")
        }
    }
}
