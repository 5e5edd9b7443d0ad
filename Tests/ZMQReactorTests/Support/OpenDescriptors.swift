#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The descriptors of this process.
enum OpenDescriptors {
    static func count() -> Int {
        (0..<4096).count { fcntl(Int32($0), F_GETFD) >= 0 }
    }

    /// Lets others run; for loops that watch a condition.
    static func pause(microseconds: Int = 1000) {
        usleep(UInt32(microseconds))
    }

    /// The number that the next descriptor will have.
    static func lowestFree() -> Int {
        (0..<4096).first { fcntl(Int32($0), F_GETFD) < 0 } ?? 4096
    }

    /// How many descriptors the process may have from now on.
    static func limit(to count: Int) {
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let resource = RLIMIT_NOFILE
        #endif
        var limits = rlimit()
        unsafe getrlimit(resource, &limits)
        limits.rlim_cur = rlim_t(count)
        unsafe setrlimit(resource, &limits)
    }
}

/// The processor time of this process.
enum ProcessTime {
    /// POSIX counts it in millionths of a second.
    static func used() -> Duration { .microseconds(clock()) }
}
