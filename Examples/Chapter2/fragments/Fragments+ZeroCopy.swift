import ZeroMQ

extension Fragments {
    /// Messages of memory that is not copied. It pays for blocks of thousands of bytes at a high rate; small frames
    /// are copied faster than they are shared.
    static func zeroCopy(in context: Context) throws {
        let receiver = try PullSocket(in: context)
        try receiver.bind("inproc://blocks")
        let sender = try PushSocket(in: context)
        try sender.connect("inproc://blocks")

        // The usual way: the frame's own memory, filled in place.
        let block = Frame(count: 1000) { memory in
            for offset in memory.byteOffsets {
                memory.storeBytes(of: 1, toByteOffset: offset, as: UInt8.self)
            }
        }
        try sender.send(Message(block))

        // Memory that somebody else gave us, as with zmq_msg_init_data. It is given back when the last frame that
        // refers to it is gone, and must stay as it is until then.
        let lent = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
        unsafe lent.initializeMemory(as: UInt8.self, repeating: 7)
        let address = UInt(bitPattern: lent.baseAddress)
        let frame = unsafe Frame(lending: lent) {
            print("  given back")
            unsafe UnsafeMutableRawPointer(bitPattern: address)?.deallocate()
        }
        try sender.send(Message(frame))

        for _ in 0..<2 {
            // What is received is not copied either.
            let message = try receiver.receive()
            message[0].withBytes { bytes in
                print("  \(bytes.byteCount) bytes, the first is \(message[0].first ?? 0)")
            }
        }
    }
}
