#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// What the system allows as the path of a Unix socket.
package enum LocalSocketPath {
    /// The longest path in bytes, without the NUL that ends it: 107 on Linux, 103 on Darwin.
    package static let maximumBytes = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
}
