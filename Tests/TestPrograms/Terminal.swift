internal import Foundation

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

    /// What the program is given.
    let line: Int32

    init() throws {
        var (control, line): (Int32, Int32) = (-1, -1)
        let isOpen = ChildProcess.startLock.withLock {
            guard unsafe openpty(&control, &line, nil, nil, nil) == 0 else { return false }
            // The program is to have the line only, or there would be no end.
            for descriptor in [control, line] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
            return true
        }
        guard isOpen else { throw ProgramError.notStarted("a terminal", error: errno) }
        // What is typed is not to be read back as output.
        var settings = termios()
        _ = unsafe tcgetattr(line, &settings)
        settings.c_lflag &= ~tcflag_t(ECHO)
        _ = unsafe tcsetattr(line, TCSANOW, &settings)
        self.control = control
        self.line = line
    }

    deinit {
        close(control)
    }

    /// Leaves the line to the program that was started with it.
    func closeLine() {
        close(line)
    }

    /// What was printed since; empty when nobody has the line any more. Blocks.
    func read() -> Data {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe systemRead(control, &bytes, bytes.count)
        // An error is how Linux reports the end.
        return Data(bytes.prefix(max(count, 0)))
    }

    /// Types `text`.
    func write(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard unsafe systemWrite(control, bytes, bytes.count) == bytes.count else {
            throw ProgramError.missing("input to be taken", output: [])
        }
    }
}

// The names are taken by members of `Terminal`.
private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    while true {
        let result = unsafe read(descriptor, start, count)
        if result >= 0 || errno != EINTR { return result }
    }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    while true {
        let result = unsafe write(descriptor, start, count)
        if result >= 0 || errno != EINTR { return result }
    }
}
