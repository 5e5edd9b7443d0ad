internal import ZMQReactor

/// Ctrl-C and `kill` (SIGINT and SIGTERM), for a program that wants to end in good order.
///
/// As long as an object is there, the first of the two signals does not kill the program but is told here; the
/// second one kills it, should it hang; two within a tenth of a second are one. The library catches no signal
/// unless it is asked to by this.
///
/// ```swift
/// let interrupt = try Interrupt()
/// interrupt.onInterrupt { context.shutDown() }
/// ```
///
/// Most programs need no more than `runUntilInterrupted`. Thread-safe. There may be several; all are
/// told.
public final class Interrupt: Sendable {
    private let core = InterruptCore()
    private let token: UInt64

    /// Begins to catch the signals.
    ///
    /// - Throws: `tooManyFiles`.
    public init() throws(ZMQError) {
        do throws(SystemError) {
            token = try InterruptSignals.observe { [core] in core.trigger() }
        } catch {
            throw ZMQError(error, operation: "catch signals", endpoint: nil)
        }
    }

    /// The signals have their former effect again, unless another object is there.
    deinit {
        InterruptSignals.remove(token)
    }

    /// Whether it has come.
    public var isInterrupted: Bool { core.isTriggered }

    /// Acts as if a signal had come: whoever waits is told. Once; later calls do nothing.
    public func trigger() {
        core.trigger()
    }

    /// Calls `body` when the interrupt comes, on a thread of the library, or at once when it has come already.
    ///
    /// Calls are made one after the other, in the order of this method's calls, so they should be short.
    public func onInterrupt(_ body: @escaping @Sendable () -> Void) {
        core.observe(body)
    }

    /// Blocks the thread until the interrupt comes.
    @available(*, noasync, message: "blocks the thread; await the async form")
    public func wait() {
        let parker = Parker()
        core.observe { parker.signal() }
        _ = parker.wait(until: nil)
    }

    /// Suspends the task until the interrupt comes.
    ///
    /// - Throws: `cancelled` when the task is.
    public func wait() async throws(ZMQError) {
        let parker = TaskParker()
        core.observe { parker.signal() }
        await withTaskCancellationHandler {
            await parker.wait()
        } onCancel: {
            parker.signal()
        }
        if !isInterrupted {
            throw ZMQError(.cancelled, operation: "wait for Ctrl-C", reason: "the task was cancelled")
        }
    }
}

/// Whether the interrupt has come, and who is to be told.
private final class InterruptCore: Sendable {
    private struct State {
        var isTriggered = false
        var observers: [@Sendable () -> Void] = []
    }

    private let state = Guarded(State())

    var isTriggered: Bool { state.withLock { $0.isTriggered } }

    func observe(_ body: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            if !state.isTriggered { state.observers.append(body) }
            return state.isTriggered
        }
        if isLate { body() }
    }

    func trigger() {
        let observers = state.withLock { state in
            state.isTriggered = true
            defer { state.observers = [] }
            return state.observers
        }
        for observer in observers { observer() }
    }
}
