#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// The running process.
package enum CurrentProcess {
    /// Its number (`getpid`).
    package static var id: Int32 { getpid() }
}
