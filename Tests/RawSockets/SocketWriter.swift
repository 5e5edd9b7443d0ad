#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Writes bytes to connected sockets, for tests that play a peer themselves.
public enum SocketWriter {
    /// Writes `bytes`, blocking, without a signal when the other side has gone.
    ///
    /// - Returns: nil when all are written, otherwise the number of the error that ended it.
    public static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(descriptor, $0.baseAddress, $0.count, flags)
            }
            if count < 0 { return errno }
            rest = rest.dropFirst(count)
        }
        return nil
    }

    #if canImport(Darwin)
    // There it is an option of the socket.
    private static let flags: Int32 = 0
    #else
    private static let flags = Int32(MSG_NOSIGNAL)
    #endif
}
