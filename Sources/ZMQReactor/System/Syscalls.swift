#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Every call to the system, one function each, with interruptions retried and failures thrown.
enum Syscalls {
    /// The number of the last failure on this thread.
    static var lastError: Int32 {
        errno
    }

    /// Which thread this is.
    static var currentThread: UInt {
        #if canImport(Darwin)
        UInt(bitPattern: pthread_self())
        #else
        UInt(truncatingIfNeeded: Int(bitPattern: UInt(pthread_self())))
        #endif
    }

    /// Calls `body` until it is not interrupted, and throws what it left in errno if it failed.
    @inline(__always)
    @discardableResult
    static func check(_ operation: String, _ body: () -> Int32) throws(SystemError) -> Int32 {
        while true {
            let result = body()
            if result >= 0 { return result }
            let number = errno
            if number != EINTR { throw SystemError(operation, number: number) }
        }
    }

    /// close(2). Not retried: on Linux the descriptor is gone even when the call was interrupted.
    static func close(_ descriptor: Int32) {
        #if canImport(Darwin)
        _ = Darwin.close(descriptor)
        #elseif canImport(Musl)
        _ = Musl.close(descriptor)
        #else
        _ = Glibc.close(descriptor)
        #endif
    }

    /// Makes a descriptor non-blocking and closed on exec.
    static func makeNonBlocking(_ descriptor: Int32) throws(SystemError) {
        let flags = try check("fcntl") { fcntl(descriptor, F_GETFL) }
        try check("fcntl") { fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) }
        try check("fcntl") { fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }

    /// A non-blocking pipe, for waking where there is no eventfd. The caller closes both ends.
    static func pipe() throws(SystemError) -> (reading: Int32, writing: Int32) {
        var ends: [2 of Int32] = [-1, -1]
        var span = ends.mutableSpan
        try unsafe span.withUnsafeMutableBufferPointer { (buffer) throws(SystemError) in
            _ = try check("pipe") { unsafe systemPipe(buffer.baseAddress) }
        }
        do {
            try makeNonBlocking(ends[0])
            try makeNonBlocking(ends[1])
        } catch {
            close(ends[0])
            close(ends[1])
            throw error
        }
        return (ends[0], ends[1])
    }

    /// read(2), for descriptors that are no sockets. Failures other than interruptions read as nothing.
    static func drain(_ descriptor: Int32) {
        unsafe withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { buffer in
            while unsafe systemRead(descriptor, buffer.baseAddress, buffer.count) > 0 {}
        }
    }

    /// write(2) of one 64-bit word, for wake-up descriptors. A full pipe is as good as a write.
    static func writeWord(_ descriptor: Int32, _ word: UInt64 = 1) {
        var word = word
        while unsafe systemWrite(descriptor, &word, 8) < 0, errno == EINTR {}
    }

    /// unlink(2), whatever comes of it.
    static func unlink(_ path: String) {
        _ = systemUnlink(path)
    }

    /// chmod(2).
    static func changeMode(of path: String, to mode: UInt32) throws(SystemError) {
        try check("chmod") { unsafe chmod(path, mode_t(truncatingIfNeeded: mode)) }
    }

    /// The identity of what is at `path`, and whether it is a socket, by lstat(2).
    static func identity(of path: String) throws(SystemError) -> FileIdentity {
        var status = stat()
        try check("lstat") { unsafe lstat(path, &status) }
        return FileIdentity(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            inode: UInt64(truncatingIfNeeded: status.st_ino),
            isSocket: status.st_mode & S_IFMT == S_IFSOCK)
    }

    /// A variable of the environment.
    static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}

// The names of these functions are taken by members of `Syscalls`.
private func systemPipe(_ ends: UnsafeMutablePointer<Int32>?) -> Int32 {
    guard let ends = unsafe ends else { return -1 }
    return unsafe pipe(ends)
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, buffer, count)
}

private func systemUnlink(_ path: String) -> Int32 {
    unsafe unlink(path)
}
