#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// What this process has used up to a moment.
struct ProcessorTime: Sendable {
    /// Processor time in user mode, in microseconds.
    let userMicroseconds: Int
    /// Processor time in system mode, in microseconds.
    let systemMicroseconds: Int
    /// Context switches, of both kinds.
    let switches: Int
    /// The most memory that was ever resident, in the system's unit.
    let peakMemory: Int

    /// Takes the time of the whole process, now.
    init() {
        var usage = rusage()
        #if canImport(Glibc)
        _ = unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        #else
        _ = unsafe getrusage(Int32(RUSAGE_SELF), &usage)
        #endif
        userMicroseconds = Int(usage.ru_utime.tv_sec) * 1_000_000 + Int(usage.ru_utime.tv_usec)
        systemMicroseconds = Int(usage.ru_stime.tv_sec) * 1_000_000 + Int(usage.ru_stime.tv_usec)
        switches = Int(usage.ru_nvcsw) + Int(usage.ru_nivcsw)
        peakMemory = Int(usage.ru_maxrss)
    }

    /// Processor time of the calling thread in both modes, in nanoseconds.
    static var ofThread: Int {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }
}
