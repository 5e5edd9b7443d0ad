/// The memory of one `zmq_msg_t`, used again for every message of a socket. Not thread-safe.
@safe
final class ForeignMessage {
    private let library: LibZMQ
    let storage: LibZMQ.Pointer

    init(_ library: LibZMQ) {
        self.library = library
        // The header promises 64 bytes, aligned as a pointer, for all of libzmq 4.
        unsafe storage = .allocate(byteCount: 64, alignment: 16)
        _ = unsafe library.msgInit(storage)
    }

    deinit {
        _ = unsafe library.msgClose(storage)
        unsafe storage.deallocate()
    }

    /// The bytes of the frame that was received last.
    var bytes: [UInt8] {
        let start = unsafe library.msgData(storage)
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: byteCount))
    }

    /// The length of the frame that was received last.
    var byteCount: Int { unsafe library.msgSize(storage) }

    /// Whether the frame that was received last has another one behind it.
    var hasMore: Bool { unsafe library.msgMore(storage) == 1 }

    /// Receives a frame in place of the one that is here.
    func receive(from socket: LibZMQ.Pointer?) throws(ForeignError) {
        try library.check("zmq_msg_recv") { unsafe library.msgRecv(storage, socket, 0) }
    }

    /// Sends a frame of `byteCount` bytes, all of them `filler`.
    func send(byteCount: Int, filler: UInt8, to socket: LibZMQ.Pointer?) throws(ForeignError) {
        try library.check("zmq_msg_init_size") { unsafe library.msgInitSize(storage, byteCount) }
        unsafe library.msgData(storage)?.initializeMemory(as: UInt8.self, repeating: filler, count: byteCount)
        do {
            try library.check("zmq_msg_send") { unsafe library.msgSend(storage, socket, 0) }
        } catch {
            // Not sent: the bytes are still ours.
            _ = unsafe library.msgClose(storage)
            _ = unsafe library.msgInit(storage)
            throw error
        }
    }

    /// Sends the bytes that `original` has, sharing them with it as far as libzmq does: `zmq_msg_copy`.
    func send(copyOf original: ForeignMessage, to socket: LibZMQ.Pointer?) throws(ForeignError) {
        try library.check("zmq_msg_copy") { unsafe library.msgCopy(storage, original.storage) }
        try library.check("zmq_msg_send") { unsafe library.msgSend(storage, socket, 0) }
    }

    /// Sends the frame that was received last, unchanged. Afterwards this message is empty.
    func sendOn(more: Bool, to socket: LibZMQ.Pointer?) throws(ForeignError) {
        try library.check("zmq_msg_send") { unsafe library.msgSend(storage, socket, more ? 2 : 0) }
    }

    /// Makes this a frame with a copy of `bytes`, to send copies of.
    func fill(with bytes: [UInt8]) throws(ForeignError) {
        try library.check("zmq_msg_init_size") { unsafe library.msgInitSize(storage, bytes.count) }
        unsafe bytes.withUnsafeBytes { source in
            unsafe UnsafeMutableRawBufferPointer(start: library.msgData(storage), count: bytes.count)
                .copyMemory(from: source)
        }
    }
}
