extension ForeignSocket {
    /// Sends `frames` as one message.
    ///
    /// Throws an error that `isTimeout` when the message finds no peer with room within `timeout`. A negative
    /// duration waits for ever, zero not at all.
    package func send(_ frames: [[UInt8]], timeout: Duration = patience) throws(ForeignError) {
        precondition(!frames.isEmpty, "a message has at least one frame")
        try applySendTimeout(timeout)
        for (index, frame) in frames.enumerated() {
            let flags = index < frames.count - 1 ? Self.more : 0
            try library.check("zmq_send") {
                unsafe frame.withUnsafeBytes { bytes in
                    unsafe library.send(handle, bytes.baseAddress, bytes.count, flags)
                }
            }
        }
    }

    /// Sends `texts` as the frames of one message.
    package func send(_ texts: String..., timeout: Duration = patience) throws(ForeignError) {
        try send(texts.map { Array($0.utf8) }, timeout: timeout)
    }

    /// Receives all frames of a message, or returns nil when none arrived within `timeout`. A negative duration
    /// waits for ever, zero not at all.
    package func receive(timeout: Duration = patience) throws(ForeignError) -> [[UInt8]]? {
        try applyReceiveTimeout(timeout)
        var frames: [[UInt8]] = []
        repeat {
            do throws(ForeignError) {
                unsafe try incoming.receive(from: handle)
            } catch  where error.isTimeout {
                return nil
            }
            frames.append(incoming.bytes)
        } while incoming.hasMore
        return frames
    }

    /// Receives a message whose frames are text.
    package func receiveTexts(timeout: Duration = patience) throws(ForeignError) -> [String]? {
        try receive(timeout: timeout)?.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Waits until a message can be received, and says whether one can.
    package func isReadable(within timeout: Duration = .zero) throws(ForeignError) -> Bool {
        try wait(for: Self.pollIn, timeout: timeout)
    }

    /// Waits until a message can be sent, and says whether one can.
    package func isWritable(within timeout: Duration = .zero) throws(ForeignError) -> Bool {
        try wait(for: Self.pollOut, timeout: timeout)
    }

    private func wait(for events: Int16, timeout: Duration) throws(ForeignError) -> Bool {
        // zmq_pollitem_t: void *socket; int fd; short events; short revents.
        let pointerSize = unsafe MemoryLayout<LibZMQ.Pointer?>.size
        let item = UnsafeMutableRawBufferPointer.allocate(byteCount: pointerSize + 8, alignment: 8)
        defer { unsafe item.deallocate() }
        unsafe item.initializeMemory(as: UInt8.self, repeating: 0)
        unsafe item.storeBytes(of: handle, as: LibZMQ.Pointer?.self)
        unsafe item.storeBytes(of: events, toByteOffset: pointerSize + 4, as: Int16.self)
        let limit = Int(timeout.wholeMilliseconds)
        return try library.check("zmq_poll") { unsafe library.poll(item.baseAddress, 1, limit) } > 0
    }

    /// `ZMQ_SNDMORE`, `ZMQ_POLLIN`, `ZMQ_POLLOUT`.
    private static var more: Int32 { 2 }
    private static var pollIn: Int16 { 1 }
    private static var pollOut: Int16 { 2 }
}
