#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// How long a blocking call on a socket may take.
///
/// In a module that imports nothing else, because the compiler takes `timeval` for the part of another module where
/// that was loaded first.
public enum SocketTimeouts {
    /// Lets calls that receive from `descriptor` fail after so many seconds.
    public static func setReceiving(seconds: Int, on descriptor: Int32) {
        set(SO_RCVTIMEO, seconds, descriptor)
    }

    /// Lets calls that send to `descriptor` fail after so many seconds.
    public static func setSending(seconds: Int, on descriptor: Int32) {
        set(SO_SNDTIMEO, seconds, descriptor)
    }

    private static func set(_ option: Int32, _ seconds: Int, _ descriptor: Int32) {
        var limit = timeval()
        limit.tv_sec = seconds
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
}
