#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A thread of the system: blocking calls have no place on the few threads that run tasks.
package final class SystemThread: Sendable {
    private let body: @Sendable () -> Void

    private init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }

    /// Starts a thread that runs `body` and then ends. Nobody has to wait for it.
    package static func start(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let box = unsafe Unmanaged.passRetained(SystemThread(body)).toOpaque()
        #if canImport(Glibc)
        var thread = pthread_t()
        #else
        var thread: pthread_t?
        #endif
        let failure = unsafe pthread_create(&thread, nil, main, box)
        guard failure == 0 else {
            unsafe Unmanaged<SystemThread>.fromOpaque(box).release()
            throw SystemError("pthread_create", number: failure)
        }
        #if canImport(Glibc)
        pthread_detach(thread)
        #else
        if let thread = unsafe thread { unsafe pthread_detach(thread) }
        #endif
    }

    #if canImport(Darwin)
    private static let main: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { box in
        unsafe Unmanaged<SystemThread>.fromOpaque(box).takeRetainedValue().body()
        return nil
    }
    #else
    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { box in
        if let box = unsafe box {
            unsafe Unmanaged<SystemThread>.fromOpaque(box).takeRetainedValue().body()
        }
        return nil
    }
    #endif
}
