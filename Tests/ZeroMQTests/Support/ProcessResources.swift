#if os(Linux)
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What this process holds at one time, to be compared with a later one.
struct ProcessResources {
    /// Open descriptors.
    let descriptors: Int

    /// Bytes of memory that the process occupies, once the allocator has given back what it keeps for later.
    let memoryBytes: Int

    init() {
        descriptors = (0..<16_384).count { fcntl(Int32($0), F_GETFD) >= 0 }
        typealias Trim = @convention(c) (Int) -> Int32
        if let trim = unsafe dlsym(nil, "malloc_trim") { _ = unsafe unsafeBitCast(trim, to: Trim.self)(0) }
        let file = unsafe open("/proc/self/statm", O_RDONLY)
        defer { close(file) }
        var text = [UInt8](repeating: 0, count: 200)
        let count = unsafe read(file, &text, text.count)
        let fields = String(decoding: text.prefix(max(count, 0)), as: UTF8.self).split(separator: " ")
        memoryBytes = (fields.dropFirst().first.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }

    /// What the process holds now, including what a first sleep takes: the runtime's clock opens a descriptor then and
    /// keeps it, which is nobody's leak.
    static func measured() async throws -> ProcessResources {
        try await Task.sleep(for: .milliseconds(1))
        return ProcessResources()
    }

    /// Returns when the process holds no more descriptors than it did, and hardly more memory: lanes may still be at
    /// it.
    ///
    /// - Parameter bytes: by how much the memory may be more.
    func areRestored(exceptBytes bytes: Int) async throws {
        try await eventually("descriptors are given back") { ProcessResources().descriptors <= descriptors }
        try await eventually("memory is given back") { ProcessResources().memoryBytes - memoryBytes < bytes }
    }
}
#endif
