#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A pthread condition variable on the monotonic clock, at a fixed address. Its owner destroys it.
///
/// Safety: the pointer never changes, and what it points at is made to be used by many threads.
@safe
struct PosixCondition: @unchecked Sendable {
    let address: UnsafeMutablePointer<pthread_cond_t>

    init() {
        unsafe address = .allocate(capacity: 1)
        unsafe address.initialize(to: pthread_cond_t())
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        #if !canImport(Darwin)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        #endif
        let failure = unsafe pthread_cond_init(address, &attributes)
        precondition(failure == 0, "a condition variable could not be made")
        unsafe pthread_condattr_destroy(&attributes)
    }

    func signal() {
        unsafe pthread_cond_signal(address)
    }

    /// Waits for a signal, giving up `mutex` meanwhile. May return without one.
    func wait(with mutex: PosixMutex) {
        unsafe pthread_cond_wait(address, mutex.address)
    }

    /// Like `wait(with:)`, but at most for `limit`, which must be positive.
    func wait(with mutex: PosixMutex, atMost limit: Duration) {
        let (seconds, attoseconds) = limit.components
        // A wait of more than a year may as well return early: callers look at the clock again.
        var time = timespec(tv_sec: Int(min(seconds, 31_536_000)), tv_nsec: Int(attoseconds / 1_000_000_000))
        #if canImport(Darwin)
        unsafe pthread_cond_timedwait_relative_np(address, mutex.address, &time)
        #else
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        time.tv_sec += now.tv_sec
        time.tv_nsec += now.tv_nsec
        if time.tv_nsec >= 1_000_000_000 {
            time.tv_nsec -= 1_000_000_000
            time.tv_sec += 1
        }
        unsafe pthread_cond_timedwait(address, mutex.address, &time)
        #endif
    }

    func destroy() {
        unsafe pthread_cond_destroy(address)
        unsafe address.deinitialize(count: 1)
        unsafe address.deallocate()
    }
}
