#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A pipe of the system: plain descriptors for pollers.
final class PipeEnds: Sendable {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw NotReached("a pipe") }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    func write(_ count: Int = 1) {
        let bytes = [UInt8](repeating: 1, count: count)
        #if canImport(Glibc)
        _ = unsafe Glibc.write(writing, bytes, count)
        #elseif canImport(Musl)
        _ = unsafe Musl.write(writing, bytes, count)
        #else
        _ = unsafe Darwin.write(writing, bytes, count)
        #endif
    }

    func read(_ count: Int = 1) {
        var bytes = [UInt8](repeating: 0, count: count)
        #if canImport(Glibc)
        _ = unsafe Glibc.read(reading, &bytes, count)
        #elseif canImport(Musl)
        _ = unsafe Musl.read(reading, &bytes, count)
        #else
        _ = unsafe Darwin.read(reading, &bytes, count)
        #endif
    }

    /// A descriptor that is like `reading`, and the caller's.
    func copyOfReading() -> Int32 { dup(reading) }

    static func closeCopy(_ descriptor: Int32) { close(descriptor) }

    /// Puts what is not open into the place of the writing end: the other end sees a hang-up.
    func hangUp() {
        let null = unsafe open("/dev/null", O_RDONLY)
        dup2(null, writing)
        close(null)
    }
}
