#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A TCP connection over the loopback interface without any messages on it: blocks of 64 KiB are written to it and
/// read from it as fast as the system can. Counts bytes. No library can be faster than this.
struct RawStream {
    let settings: EndSettings
    let crew: Crew

    private static let blockBytes = 64 << 10

    func start() throws -> [String] {
        switch settings.part {
        case .rawRead: return [try startReading()]
        case .rawWrite:
            try startWriting()
            return []
        default: throw UsageError("--library raw has only the parts raw-read and raw-write")
        }
    }

    /// Listens at a port that the system chooses, and returns it.
    private func startReading() throws(Failure) -> String {
        let listener = try Self.makeSocket()
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard unsafe bind(listener, address, length) == 0, listen(listener, 1) == 0 else {
                    return false
                }
                return unsafe getsockname(listener, address, &length) == 0
            }
        }
        guard result else { throw Failure("no port to listen at (error \(errno))") }
        try work { counter in
            let connection = accept(listener, nil, nil)
            unsafe try Self.repeatedly(counter) { buffer in
                unsafe read(connection, buffer.baseAddress, buffer.count)
            }
        }
        return String(UInt16(bigEndian: address.sin_port))
    }

    private func startWriting() throws(Failure) {
        guard let port = UInt16(settings.endpoint) else { throw Failure("\(settings.endpoint) is no port") }
        let connection = try Self.makeSocket()
        var address = Self.loopback(port: port)
        let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(connection, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw Failure("port \(port) cannot be connected to (error \(errno))") }
        try work { counter in
            unsafe try Self.repeatedly(counter) { buffer in
                unsafe write(connection, buffer.baseAddress, buffer.count)
            }
        }
    }

    private func work(_ body: @escaping @Sendable (Counter) throws -> Void) throws(Failure) {
        do { try crew.thread(body) } catch { throw Failure("\(error)") }
    }

    private static func repeatedly(
        _ counter: Counter, _ move: (UnsafeMutableRawBufferPointer) -> Int
    ) throws(Failure) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: blockBytes, alignment: 4096)
        unsafe buffer.initializeMemory(as: UInt8.self, repeating: 0x61)
        while true {
            let count = unsafe move(buffer)
            guard count > 0 else { throw Failure("the raw stream ended (error \(errno))") }
            counter.add(count)
        }
    }

    private static func makeSocket() throws(Failure) -> Int32 {
        #if canImport(Glibc)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw Failure("no socket (error \(errno))") }
        return descriptor
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
