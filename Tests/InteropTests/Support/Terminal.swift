import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A pseudo-terminal: a program that writes to one prints its lines as they happen, and not when a buffer is full.
final class Terminal: Sendable {
    private let control: Int32

    /// What the program is given for its output.
    let line: FileHandle

    init() throws {
        var (control, number): (Int32, Int32) = (-1, -1)
        guard unsafe openpty(&control, &number, nil, nil, nil) == 0 else {
            throw CocoaError(.fileReadUnknown)
        }
        self.control = control
        line = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        // The program is to have the line only, or there would be no end.
        for descriptor in [control, number] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        close(control)
    }

    /// What was printed since; empty when nobody has the line any more. Blocks.
    func read() -> Data {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe systemRead(control, &bytes, bytes.count)
        // An error is how Linux reports the end.
        return Data(bytes.prefix(max(count, 0)))
    }
}

// The name is taken by a member of `Terminal`.
private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    while true {
        let result = unsafe read(descriptor, start, count)
        if result >= 0 || errno != EINTR { return result }
    }
}
