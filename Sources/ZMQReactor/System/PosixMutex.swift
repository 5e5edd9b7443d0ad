#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A pthread mutex at a fixed address. Its owner destroys it; nobody may hold it then.
///
/// A plain pthread mutex and not `Synchronization.Mutex`: that one is a priority-inheriting futex on Linux,
/// whose hand-over under contention goes through the kernel.
///
/// Safety: the pointer never changes, and what it points at is made to be used by many threads.
@usableFromInline
@safe
package struct PosixMutex: @unchecked Sendable {
    let address: UnsafeMutablePointer<pthread_mutex_t>

    @usableFromInline
    package init() {
        unsafe address = .allocate(capacity: 1)
        unsafe address.initialize(to: pthread_mutex_t())
        var attributes = pthread_mutexattr_t()
        unsafe pthread_mutexattr_init(&attributes)
        #if canImport(Glibc)
        // Spins a little before it sleeps: most critical sections here last some 30 ns.
        unsafe pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ADAPTIVE_NP))
        #endif
        let failure = unsafe pthread_mutex_init(address, &attributes)
        precondition(failure == 0, "a mutex could not be made")
        unsafe pthread_mutexattr_destroy(&attributes)
    }

    /// Waits for the mutex and takes it. Not recursive.
    @usableFromInline
    package func lock() {
        unsafe pthread_mutex_lock(address)
    }

    @usableFromInline
    package func unlock() {
        unsafe pthread_mutex_unlock(address)
    }

    /// Ends the mutex; it must not be used afterwards.
    @usableFromInline
    package func destroy() {
        unsafe pthread_mutex_destroy(address)
        unsafe address.deinitialize(count: 1)
        unsafe address.deallocate()
    }
}
