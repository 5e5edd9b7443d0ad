#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The standard streams of the process.
enum Console {
    /// Whether somebody looks at the standard error stream.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a line to the standard output at once, whatever it is connected to.
    static func line(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    /// Writes to the standard error stream.
    static func note(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    /// Reports an error and ends the process.
    static func fail(_ text: String, status: Int32 = 1) -> Never {
        note("zmq-bench: \(text)\n")
        _exit(status)
    }

    /// Ends the process at once, without waiting for its threads.
    static func leave() -> Never {
        _exit(0)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { bytes in
                #if canImport(Darwin)
                unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
                #elseif canImport(Musl)
                unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
                #else
                unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
                #endif
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
