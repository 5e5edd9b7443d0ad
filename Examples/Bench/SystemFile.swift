#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Whole files, read and written.
enum SystemFile {
    /// The text of a file; nil when it cannot be read.
    static func text(of path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe part.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += part.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a file, making the folders above it.
    static func write(_ text: String, to path: String) throws(Failure) {
        makeFolders(above: path)
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Failure("\(path) cannot be written (error \(errno))") }
        defer { _ = close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let bytes = rest
            let count = unsafe bytes.withUnsafeBytes { bytes in
                #if canImport(Darwin)
                unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
                #elseif canImport(Musl)
                unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
                #else
                unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure("\(path) cannot be written (error \(errno))") }
            rest = rest.dropFirst(count)
        }
    }

    /// Removes a file, if it is there.
    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    /// How many descriptors this process has open.
    static var openDescriptors: Int {
        guard let folder = unsafe opendir("/dev/fd") else { return 0 }
        defer { _ = unsafe closedir(folder) }
        var count = 0
        while unsafe readdir(folder) != nil { count += 1 }
        // Without the two names that every folder has, and the descriptor of this one.
        return count - 3
    }

    private static func makeFolders(above path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for count in parts.indices.dropFirst(path.hasPrefix("/") ? 1 : 0) {
            _ = unsafe mkdir(parts[...count].joined(separator: "/"), 0o755)
        }
    }
}
