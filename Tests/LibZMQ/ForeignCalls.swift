/// The functions of libzmq behind sending and receiving one frame, with their pointers: a loop that measures them
/// calls nothing else, and the wrapper does not count against libzmq.
///
/// Safety: valid while the socket is there and open; for one thread at a time, as the socket itself.
@safe
package struct ForeignCalls: @unchecked Sendable {
    @usableFromInline typealias Pointer = UnsafeMutableRawPointer

    @usableFromInline let handle: Pointer?
    @usableFromInline let message: Pointer
    @usableFromInline let zmqSend: @Sendable @convention(c) (Pointer?, UnsafeRawPointer?, Int, Int32) -> Int32
    @usableFromInline let zmqReceive: @Sendable @convention(c) (Pointer?, Pointer?, Int32) -> Int32
    @usableFromInline let zmqSize: @Sendable @convention(c) (Pointer?) -> Int

    init(library: LibZMQ, handle: Pointer?, message: Pointer) {
        unsafe self.handle = handle
        unsafe self.message = message
        unsafe zmqSend = library.send
        unsafe zmqReceive = library.msgRecv
        unsafe zmqSize = library.msgSize
    }

    /// `zmq_send` of one frame; false when it failed.
    @inlinable @inline(__always)
    package func send(_ bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBytes { unsafe zmqSend(handle, $0.baseAddress, $0.count, 0) } >= 0
    }

    /// `zmq_msg_recv` and `zmq_msg_size`; nil when the first of them failed.
    @inlinable @inline(__always)
    package func receive() -> Int? {
        guard unsafe zmqReceive(message, handle, 0) >= 0 else { return nil }
        return unsafe zmqSize(message)
    }
}

extension ForeignSocket {
    /// The functions for this socket as it is now.
    package var calls: ForeignCalls {
        unsafe ForeignCalls(library: library, handle: handle, message: incoming.storage)
    }
}
