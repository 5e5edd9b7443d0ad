#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Paths as tests need them, without the library under test.
enum TestPath {
    private static func fresh() -> String {
        "/tmp/zeromq-test-\(UInt64.random(in: .min ... .max))"
    }

    /// A path that was bound by somebody who is gone.
    static func leftBehind() -> String {
        let path = fresh()
        #if canImport(Glibc)
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM), 0)
        #endif
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
        unsafe withUnsafePointer(to: &address) { pointer in
            _ = unsafe bind(
                socket, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
                socklen_t(MemoryLayout<sockaddr_un>.size))
        }
        close(socket)
        return path
    }

    static func plainFile() -> String {
        let path = fresh()
        unsafe close(open(path, O_CREAT | O_WRONLY, 0o600))
        return path
    }

    static func remove(_ path: String) {
        unsafe unlink(path)
    }

    static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    static func mode(_ path: String) -> UInt32 {
        var status = stat()
        unsafe stat(path, &status)
        return UInt32(status.st_mode) & 0o777
    }
}
