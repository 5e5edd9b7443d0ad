#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A thread of the system that runs a closure: blocking calls have no place on the threads of tasks.
///
/// Safety: the handle is written once, before anybody else has the object; the closure is called by the new
/// thread only.
@safe
final class WorkerThread: @unchecked Sendable {
    private var handle: pthread_t?
    private let body: @Sendable () -> Void

    /// Starts a thread that runs `body`.
    init(_ body: @escaping @Sendable () -> Void) throws(Failure) {
        self.body = body
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        #if canImport(Glibc)
        var started = pthread_t()
        #else
        var started: pthread_t?
        #endif
        let result = unsafe pthread_create(&started, nil, Self.main, context)
        guard result == 0 else {
            unsafe Unmanaged<WorkerThread>.fromOpaque(context).release()
            throw Failure("no thread could be started (error \(result))")
        }
        #if canImport(Darwin) || canImport(Musl)
        unsafe handle = started
        #else
        handle = started
        #endif
    }

    /// Waits until the thread has ended; at most once.
    func join() {
        #if canImport(Darwin) || canImport(Musl)
        guard let handle = unsafe handle else { return }
        _ = unsafe pthread_join(handle, nil)
        #else
        guard let handle else { return }
        _ = pthread_join(handle, nil)
        #endif
    }

    #if canImport(Darwin)
    private static let main: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
        context in
        unsafe Unmanaged<WorkerThread>.fromOpaque(context).takeRetainedValue().body()
        return nil
    }
    #else
    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        context in
        if let context = unsafe context {
            unsafe Unmanaged<WorkerThread>.fromOpaque(context).takeRetainedValue().body()
        }
        return nil
    }
    #endif
}
