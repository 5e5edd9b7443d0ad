internal import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A pipe that has all that will ever be read from it.
final class FilledPipe {
    /// What a pipe takes without anybody reading.
    private static let capacity = 64 * 1024

    /// For the program that is to read it.
    let readEnd: Int32

    init(_ bytes: [UInt8]) throws {
        var ends: [Int32] = [-1, -1]
        let isMade = ChildProcess.startLock.withLock {
            guard unsafe pipe(&ends) == 0 else { return false }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return true
        }
        guard isMade, bytes.count <= Self.capacity else {
            throw ProgramError.notStarted("a pipe", error: errno)
        }
        readEnd = ends[0]
        let count = unsafe write(ends[1], bytes, bytes.count)
        close(ends[1])
        guard count == bytes.count else { throw ProgramError.missing("input to be taken", output: []) }
    }

    deinit {
        close(readEnd)
    }
}
