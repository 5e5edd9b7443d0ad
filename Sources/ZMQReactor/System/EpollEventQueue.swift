#if os(Linux)
#if canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A queue of ready descriptors on epoll(7), level-triggered, with an eventfd(2) to wake it.
///
/// Lane-confined but for `wake`. An epoll descriptor may itself be watched by another queue, which is how
/// Dispatch watches a whole lane with one source.
@safe final class EpollEventQueue {
    private static let inputEvent: UInt32 = 0x001
    private static let outputEvent: UInt32 = 0x004
    private static let errorEvent: UInt32 = 0x008
    private static let hangUpEvent: UInt32 = 0x010
    private static let edgeTriggered: UInt32 = 1 << 31
    private static let closeOnExec: Int32 = 0o2000000
    private static let nonBlocking: Int32 = 0o4000
    private static let add: Int32 = 1
    private static let delete: Int32 = 2
    private static let modify: Int32 = 3

    // struct epoll_event is packed on x86-64 only.
    #if arch(x86_64)
    private static let stride = 12
    private static let tokenOffset = 4
    #else
    private static let stride = 16
    private static let tokenOffset = 8
    #endif

    /// The epoll descriptor, for nesting.
    let descriptor: Int32
    private let wakeUp: WakeDescriptor
    private let control: LinuxCalls.EpollControl
    private let wait: LinuxCalls.EpollWait
    private let buffer: UnsafeMutableRawPointer

    init() throws(SystemError) {
        guard let create = LinuxCalls.epollCreate, let control = unsafe LinuxCalls.epollControl,
            let wait = unsafe LinuxCalls.epollWait, let eventDescriptor = LinuxCalls.eventDescriptor
        else { throw SystemError("epoll_create1", number: ENOSYS, detail: "not found in the C library") }
        unsafe self.control = control
        unsafe self.wait = wait
        let epoll = FileDescriptor(
            owning: try Syscalls.check("epoll_create1") { create(Self.closeOnExec) })
        let event = try Syscalls.check("eventfd") { eventDescriptor(0, Self.closeOnExec | Self.nonBlocking) }
        wakeUp = WakeDescriptor(FileDescriptor(owning: event))
        descriptor = epoll.release()
        unsafe buffer = .allocate(byteCount: readyEventLimit * Self.stride, alignment: 8)
        // Edge-triggered: each write wakes once, and nobody needs to read the counter back.
        try change(Self.add, event, token: wakeToken, events: Self.inputEvent | Self.edgeTriggered)
    }

    deinit {
        unsafe buffer.deallocate()
    }

    /// Begins to watch `number`. Hang-ups and errors are watched for in any case.
    func add(_ number: Int32, token: UInt64, interest: Readiness) throws(SystemError) {
        try change(Self.add, number, token: token, events: Self.bits(of: interest))
    }

    /// Changes what `number` is watched for. `previous` is what it was watched for.
    func modify(
        _ number: Int32, token: UInt64, from previous: Readiness, to interest: Readiness
    ) throws(SystemError) {
        try change(Self.modify, number, token: token, events: Self.bits(of: interest))
    }

    /// Ceases to watch `number`, which was watched for `previous`. Closing it does as much.
    func remove(_ number: Int32, previous: Readiness) {
        try? change(Self.delete, number, token: 0, events: 0)
    }

    /// Waits at most `milliseconds` (-1: for ever) and appends what is ready.
    func wait(milliseconds: Int32, into ready: inout [ReadyEvent]) {
        let count = unsafe wait(descriptor, buffer, Int32(readyEventLimit), milliseconds)
        guard count > 0 else { return }
        for index in 0..<Int(count) {
            let entry = unsafe buffer + index * Self.stride
            let events = unsafe entry.loadUnaligned(as: UInt32.self)
            let token = unsafe entry.loadUnaligned(fromByteOffset: Self.tokenOffset, as: UInt64.self)
            ready.append(ReadyEvent(token: token, readiness: Self.readiness(of: events)))
        }
    }

    /// Ends a wait under way, or the next one. Callable from any thread.
    var waker: WakeDescriptor {
        wakeUp
    }

    /// Closes the descriptors. Nothing but `waker` may be used afterwards.
    func close() {
        wakeUp.close()
        Syscalls.close(descriptor)
    }

    private func change(_ operation: Int32, _ number: Int32, token: UInt64, events: UInt32)
        throws(SystemError)
    {
        try unsafe withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { (entry) throws(SystemError) in
            unsafe entry.storeBytes(of: events, as: UInt32.self)
            unsafe entry.storeBytes(of: token, toByteOffset: Self.tokenOffset, as: UInt64.self)
            _ = try Syscalls.check("epoll_ctl") {
                unsafe control(descriptor, operation, number, entry.baseAddress)
            }
        }
    }

    private static func bits(of interest: Readiness) -> UInt32 {
        (interest.contains(.readable) ? inputEvent : 0) | (interest.contains(.writable) ? outputEvent : 0)
    }

    private static func readiness(of events: UInt32) -> Readiness {
        var readiness: Readiness = []
        if events & inputEvent != 0 { readiness.insert(.readable) }
        if events & outputEvent != 0 { readiness.insert(.writable) }
        if events & (errorEvent | hangUpEvent) != 0 { readiness.insert(.hungUp) }
        return readiness
    }
}
#endif
