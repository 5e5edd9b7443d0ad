#if canImport(Darwin)
internal import Darwin

/// A queue of ready descriptors on kqueue(2), level-triggered, with a pipe to wake it.
///
/// Lane-confined but for `wake`.
@safe final class KqueueEventQueue {
    /// The kqueue descriptor, for nesting.
    let descriptor: Int32
    private let wakeUp: WakeDescriptor
    private let wakeReader: Int32
    private let buffer: UnsafeMutablePointer<kevent>

    init() throws(SystemError) {
        let queue = FileDescriptor(owning: try Syscalls.check("kqueue") { kqueue() })
        try Syscalls.check("fcntl") { fcntl(queue.number, F_SETFD, FD_CLOEXEC) }
        let (reading, writing) = try Syscalls.pipe()
        wakeReader = reading
        wakeUp = WakeDescriptor(FileDescriptor(owning: writing))
        descriptor = queue.release()
        unsafe buffer = .allocate(capacity: readyEventLimit)
        try change(wakeReader, filter: EVFILT_READ, flags: EV_ADD, token: wakeToken)
    }

    deinit {
        unsafe buffer.deallocate()
    }

    /// Begins to watch `number`. Hang-ups and errors are reported for what is watched.
    func add(_ number: Int32, token: UInt64, interest: Readiness) throws(SystemError) {
        try modify(number, token: token, from: [], to: interest)
    }

    /// Changes what `number` is watched for. `previous` is what it was watched for.
    func modify(
        _ number: Int32, token: UInt64, from previous: Readiness, to interest: Readiness
    ) throws(SystemError) {
        let pairs: [(Readiness, Int)] = [(.readable, Int(EVFILT_READ)), (.writable, Int(EVFILT_WRITE))]
        for (readiness, filter) in pairs {
            let had = previous.contains(readiness)
            let has = interest.contains(readiness)
            if had != has {
                try change(number, filter: Int32(filter), flags: has ? EV_ADD : EV_DELETE, token: token)
            }
        }
    }

    /// Ceases to watch `number`, which was watched for `previous`. Closing it does as much.
    func remove(_ number: Int32, previous: Readiness) {
        try? modify(number, token: 0, from: previous, to: [])
    }

    /// Waits at most `milliseconds` (-1: for ever) and appends what is ready.
    func wait(milliseconds: Int32, into ready: inout [ReadyEvent]) {
        var time = timespec(
            tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000)
        let limit = Int32(readyEventLimit)
        let count =
            milliseconds < 0
            ? unsafe kevent(descriptor, nil, 0, buffer, limit, nil)
            : unsafe kevent(descriptor, nil, 0, buffer, limit, &time)
        guard count > 0 else { return }
        for index in 0..<Int(count) {
            let event = unsafe buffer[index]
            let token = UInt64(UInt(bitPattern: unsafe event.udata))
            // A pipe is level-triggered here, unlike Linux's edge-triggered counter.
            if token == wakeToken { Syscalls.drain(wakeReader) }
            var readiness: Readiness = Int32(event.filter) == EVFILT_WRITE ? .writable : .readable
            if Int32(event.flags) & (EV_EOF | EV_ERROR) != 0 { readiness.insert(.hungUp) }
            ready.append(ReadyEvent(token: token, readiness: readiness))
        }
    }

    /// Ends a wait under way, or the next one. Callable from any thread.
    var waker: WakeDescriptor {
        wakeUp
    }

    /// Closes the descriptors. Nothing but `waker` may be used afterwards.
    func close() {
        wakeUp.close()
        Syscalls.close(wakeReader)
        Syscalls.close(descriptor)
    }

    private func change(_ number: Int32, filter: Int32, flags: Int32, token: UInt64) throws(SystemError) {
        var event = unsafe kevent(
            ident: UInt(number), filter: Int16(filter), flags: UInt16(flags), fflags: 0, data: 0,
            udata: UnsafeMutableRawPointer(bitPattern: UInt(token)))
        try Syscalls.check("kevent") { unsafe kevent(descriptor, &event, 1, nil, 0, nil) }
    }
}
#endif
