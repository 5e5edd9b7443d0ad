#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A failed call to libzmq, or a failed attempt to load it.
package struct ForeignError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The function that failed: `zmq_bind`.
    package let operation: String

    /// The error number that libzmq gave.
    package let number: Int32

    /// What libzmq says about the number.
    package let reason: String

    init(_ operation: String, number: Int32, reason: String) {
        self.operation = operation
        self.number = number
        self.reason = reason
    }

    /// The time was over, or nothing could be done without waiting.
    package var isTimeout: Bool { number == EAGAIN }

    /// The context was shut down under the call.
    package var isShutdown: Bool { number == Self.contextTerminated }

    package var description: String { "\(operation): \(reason) (\(number))" }

    /// ETERM, which is libzmq's own: `ZMQ_HAUSNUMERO + 53`.
    private static let contextTerminated: Int32 = 156_384_765
}
