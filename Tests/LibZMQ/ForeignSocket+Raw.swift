/// Sending and receiving as a C program would, for benchmarks: no array is made, and the time limits are what
/// was used last (`patience`, or what the options `sendTimeout` and `receiveTimeout` were set to).
extension ForeignSocket {
    /// Sends one frame of `byteCount` bytes, all of them `filler`: `zmq_msg_init_size`, `memset`,
    /// `zmq_msg_send`, as libzmq's own measuring programs do it.
    package func sendRaw(byteCount: Int, filler: UInt8 = 0) throws(ForeignError) {
        unsafe try outgoing.send(byteCount: byteCount, filler: filler, to: handle)
    }

    /// Receives one frame with `zmq_msg_recv` and returns its length.
    package func receiveRaw() throws(ForeignError) -> Int {
        unsafe try incoming.receive(from: handle)
        return incoming.byteCount
    }

    /// Receives one frame into `buffer` with `zmq_recv` and returns its length, which is more than
    /// `buffer.count` when the frame was cut off.
    package func receiveRaw(into buffer: inout [UInt8]) throws(ForeignError) -> Int {
        let result = try library.check("zmq_recv") {
            unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe library.recv(handle, bytes.baseAddress, bytes.count, 0)
            }
        }
        return Int(result)
    }

    /// Whether the frame that `receiveRaw()` returned has another one behind it.
    package var receivedHasMore: Bool { incoming.hasMore }

    /// Sends one frame with a copy of `bytes`: `zmq_send`.
    package func sendRaw(copying bytes: [UInt8]) throws(ForeignError) {
        try library.check("zmq_send") {
            unsafe bytes.withUnsafeBytes { unsafe library.send(handle, $0.baseAddress, $0.count, 0) }
        }
    }

    /// Sends one frame that shares its bytes with `message` as far as libzmq does that: `zmq_msg_copy`,
    /// `zmq_msg_send`.
    package func sendRaw(sharing message: ForeignSharedMessage) throws(ForeignError) {
        unsafe try outgoing.send(copyOf: message.message, to: handle)
    }

    /// Receives a whole message and sends it from `other`, or from this socket itself, frame by frame and
    /// unchanged. Returns the number of bytes of its last frame.
    @discardableResult
    package func forwardRaw(to other: ForeignSocket) throws(ForeignError) -> Int {
        while true {
            unsafe try incoming.receive(from: handle)
            let (count, more) = (incoming.byteCount, incoming.hasMore)
            unsafe try incoming.sendOn(more: more, to: other.handle)
            if !more { return count }
        }
    }
}
