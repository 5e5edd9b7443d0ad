#if os(Linux)
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What this process holds at one time, to be compared with a later one.
struct ProcessResources: CustomStringConvertible {
    /// Open descriptors, but for those of clocks: Dispatch opens one for each kind of clock when a timer first needs
    /// it, and keeps it.
    let descriptors: Int

    /// Bytes that are allocated: not what the allocator or the kernel keep beside them, which depends on how
    /// allocations happen to lie. Always 0 with a library that cannot tell.
    let allocatedBytes: Int

    init() {
        descriptors = (0..<16_384).count { fcntl(Int32($0), F_GETFD) >= 0 && !Self.isClock($0) }
        allocatedBytes = Self.allocatedBytes()
    }

    var description: String { "\(descriptors) descriptors, \(allocatedBytes) bytes" }

    private static func isClock(_ descriptor: Int) -> Bool {
        var target = [CChar](repeating: 0, count: 64)
        let count = unsafe readlink("/proc/self/fd/\(descriptor)", &target, target.count)
        let name = target.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }
        return name == Array("anon_inode:[timerfd]".utf8)
    }

    /// Returns when the process holds no more descriptors than it did, and hardly more memory: lanes may still be at
    /// it.
    ///
    /// - Parameters:
    ///   - bytes: by how much the memory may be more.
    ///   - tidy: what is done before each look.
    func areRestored(exceptBytes bytes: Int, tidy: () throws -> Void = {}) async throws {
        var now = ProcessResources()
        do {
            try await eventually("resources are given back") {
                try tidy()
                now = ProcessResources()
                return now.descriptors <= descriptors && now.allocatedBytes - allocatedBytes < bytes
            }
        } catch is NeverHappened {
            throw NeverHappened("resources are given back: there are \(now), there were \(self)")
        }
    }

    /// Asks the allocator; it answers in XML, whose last elements are of all its heaps together.
    private static func allocatedBytes() -> Int {
        typealias Inform = @convention(c) (Int32, UnsafeMutablePointer<FILE>) -> Int32
        var text: UnsafeMutablePointer<CChar>?
        var size = 0
        guard let symbol = unsafe dlsym(nil, "malloc_info"), let file = unsafe open_memstream(&text, &size)
        else {
            return 0
        }
        _ = unsafe unsafeBitCast(symbol, to: Inform.self)(0, file)
        unsafe fclose(file)
        defer { unsafe free(text) }
        let answer = unsafe text.map { unsafe String(cString: $0) } ?? ""

        func last(_ element: String) -> Int {
            let line = answer.split(separator: "\n").last { $0.hasPrefix("<\(element)") }
            return line?.split(separator: "size=\"").last?.split(separator: "\"").first.flatMap { Int($0) }
                ?? 0
        }
        let free = last("total type=\"fast\"") + last("total type=\"rest\"")
        return last("system type=\"current\"") - free + last("total type=\"mmap\"")
    }
}
#endif
