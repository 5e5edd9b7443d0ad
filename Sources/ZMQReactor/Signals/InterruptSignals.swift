internal import Dispatch
internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// SIGINT and SIGTERM, caught as long as somebody observes them.
///
/// The signal handler does what such a handler may do: it writes into a pipe, which Dispatch reads. A second signal
/// has its usual effect, so that a second Ctrl-C ends a program that does not end by itself. One that comes at the
/// same time as the first is taken for the same: a wrapper may pass on what the terminal has sent to all already.
package enum InterruptSignals {
    private struct State {
        var observers: [UInt64: @Sendable () -> Void] = [:]
        var lastToken: UInt64 = 0
        /// Made when it is first needed, and kept for good: the signal handler may use the pipe at any time.
        var source: (any DispatchSourceRead)?
        /// What the signals did before.
        var previous: [Int32: SignalHandler] = [:]
    }

    private static let numbers: [2 of Int32] = [SIGINT, SIGTERM]
    private static let state = Guarded(State())

    /// Calls `observer` when one of the signals comes, on a thread of Dispatch, until it is removed by the token
    /// that is returned.
    package static func observe(_ observer: @escaping @Sendable () -> Void) throws(SystemError) -> UInt64 {
        try state.withLock { (state) throws(SystemError) in
            if state.source == nil { state.source = try makeSource() }
            // Whoever asks after the first signal wants to be told of the next.
            firstSignal.store(0, ordering: .relaxed)
            state.lastToken += 1
            state.observers[state.lastToken] = observer
            for index in numbers.indices {
                let number = numbers[index]
                let old = SignalHandler(replacing: number, by: handleInterrupt)
                if state.previous[number] == nil { state.previous[number] = old }
            }
            return state.lastToken
        }
    }

    /// Ends what `observe` began. After the last one the signals do again what they did before.
    package static func remove(_ token: UInt64) {
        // Let go of outside the lock: it may refer to something whose end leads back here.
        let observer = state.withLock { state in
            let observer = state.observers.removeValue(forKey: token)
            if state.observers.isEmpty {
                for (number, handler) in state.previous { handler.install(for: number) }
                state.previous = [:]
            }
            return observer
        }
        _ = observer
    }

    private static func makeSource() throws(SystemError) -> any DispatchSourceRead {
        let ends = try Syscalls.pipe()
        // pairs with the load in handleInterrupt
        wakeDescriptor.store(ends.writing, ordering: .releasing)
        let source = DispatchSource.makeReadSource(
            fileDescriptor: ends.reading, queue: DispatchQueue(label: "zeromq.interrupts"))
        source.setEventHandler {
            Syscalls.drain(ends.reading)
            for observer in state.withLock({ Array($0.observers.values) }) { observer() }
        }
        source.activate()
        return source
    }
}

/// What a signal does, as signal(2) sees it.
///
/// Safety: the address of a function, which is there for as long as the program.
@safe
private struct SignalHandler: @unchecked Sendable {
    private let function: (@convention(c) (Int32) -> Void)?

    /// Has the signal call `function`, and returns what it did before.
    init(replacing number: Int32, by function: @escaping @convention(c) (Int32) -> Void) {
        self.function = signal(number, function)
    }

    func install(for number: Int32) {
        _ = signal(number, function)
    }
}

/// Where the signal handler writes to.
private let wakeDescriptor = Atomic<Int32>(-1)

/// When the first signal came, in nanoseconds of the monotonic clock; 0 when none has come.
private let firstSignal = Atomic<UInt64>(0)

/// How far apart two signals are that are not the same one, in nanoseconds. Less than it takes to press twice.
private let signalDistance: UInt64 = 100_000_000

/// Called in the middle of anything, so it only calls what POSIX allows here, and keeps errno.
private func handleInterrupt(_ number: Int32) {
    let savedError = errno
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let now = UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    let first = firstSignal.compareExchange(expected: 0, desired: now, ordering: .relaxed)
    if first.exchanged {
        // pairs with the store in makeSource
        Syscalls.writeWord(wakeDescriptor.load(ordering: .acquiring))
    } else if now &- first.original > signalDistance {
        _ = signal(number, SIG_DFL)
        _ = raise(number)
    }
    errno = savedError
}
