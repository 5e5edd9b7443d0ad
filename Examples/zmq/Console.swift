#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The process and its streams: what the standard library has no words for.
enum Console {
    /// The descriptor of the standard input.
    static let input = STDIN_FILENO

    /// Writes to the standard output at once.
    static func write(_ bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    /// Writes a line to the standard output at once.
    static func line(_ text: String) {
        write(Array((text + "\n").utf8))
    }

    /// Writes a line to the standard error stream.
    static func note(_ text: String) {
        write(Array("zmq: \(text)\n".utf8), to: STDERR_FILENO)
    }

    /// Ends the process at once.
    static func leave(_ status: ExitStatus) -> Never {
        _exit(status.rawValue)
    }

    /// The next bytes of a descriptor, at most 64 KiB; none at its end. Blocks while there are none.
    static func read(_ descriptor: Int32) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes {
                unsafe systemRead(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 { return Array(bytes.prefix(count)) }
            if errno != EINTR { throw Failure("cannot read: \(lastError)") }
        }
    }

    /// All bytes of the file at `path`; `-` is the standard input.
    static func contents(of path: String) throws(Failure) -> [UInt8] {
        let descriptor = path == "-" ? input : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("cannot open \(path): \(lastError)") }
        defer { if descriptor != input { _ = close(descriptor) } }
        var all: [UInt8] = []
        do throws(Failure) {
            while case let part = try read(descriptor), !part.isEmpty { all += part }
        } catch {
            throw Failure("\(path): \(error)")
        }
        return all
    }

    private static var lastError: String {
        let number = errno
        return unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe systemWrite(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            // Nobody reads any more.
            guard count > 0 else { leave(.failed) }
            rest = rest.dropFirst(count)
        }
    }
}

// The names are taken by members of `Console`.
private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, start, count)
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, start, count)
}
