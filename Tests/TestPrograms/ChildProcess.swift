internal import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A process started with posix_spawn(3).
///
/// Foundation's `Process` is not used: on Linux it reads past the end of an array when other threads open
/// descriptors while it starts a program, as tests of thousands of connections do.
///
/// Safety: `status` is used only while `condition` is locked.
final class ChildProcess: @unchecked Sendable {
    let identifier: pid_t
    private let condition = NSCondition()
    private var status: Int32?

    /// Held while descriptors are opened that no child may inherit, and while children are started.
    static let startLock = NSLock()

    /// Starts the program at `path` with `stream` as its standard input, output and error.
    ///
    /// - Parameter input: another standard input.
    init(_ path: String, _ arguments: [String], stream: Int32, input: Int32? = nil) throws {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = unsafe posix_spawn_file_actions_t()
        #endif
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, input ?? stream, STDIN_FILENO)
        for standard in [STDOUT_FILENO, STDERR_FILENO] {
            _ = unsafe posix_spawn_file_actions_adddup2(&actions, stream, standard)
        }
        // Threads that run tasks block all signals, and a program would inherit that.
        #if canImport(Darwin)
        var attributes: posix_spawnattr_t?
        #else
        var attributes = posix_spawnattr_t()
        #endif
        _ = unsafe posix_spawnattr_init(&attributes)
        defer { _ = unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        _ = unsafe sigemptyset(&none)
        _ = unsafe posix_spawnattr_setsigmask(&attributes, &none)
        _ = unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var identifier = pid_t()
        let result = Self.startLock.withLock {
            unsafe posix_spawn(&identifier, path, &actions, &attributes, &words, environ)
        }
        guard result == 0 else { throw ProgramError.notStarted(path, error: result) }
        self.identifier = identifier
        Thread.detachNewThread { [self, identifier] in
            var raw: Int32 = 0
            while unsafe waitpid(identifier, &raw, 0) < 0, errno == EINTR {}
            // What the macros WIFSIGNALED and WEXITSTATUS do.
            let signal = raw & 0x7F
            condition.withLock {
                status = signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
                condition.broadcast()
            }
        }
    }

    /// Waits until the process has ended; its exit status, or 128 and the number of the signal. Nil when it does
    /// not end until `deadline`. Blocks.
    func wait(until deadline: Date) -> Int32? {
        condition.withLock {
            while status == nil, condition.wait(until: deadline) {}
            return status
        }
    }

    /// Sends a signal, unless the process has ended.
    func signal(_ number: Int32) {
        condition.withLock {
            if status == nil { _ = kill(identifier, number) }
        }
    }
}
