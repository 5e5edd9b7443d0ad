#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

extension Syscalls {
    /// How many buffers one write takes; far below the system's limit, and enough to fill any socket buffer.
    private static let bufferLimit = 64

    private static var sendFlags: Int32 {
        #if canImport(Darwin)
        0
        #else
        Int32(MSG_NOSIGNAL)
        #endif
    }

    /// recv(2).
    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> ByteChannelRead {
        if unsafe buffer.isEmpty { return .wouldBlock }
        while true {
            let count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: return .wouldBlock
            default: return .failed(SystemError("recv", number: errno))
            }
        }
    }

    /// send(2) or sendmsg(2), never raising SIGPIPE.
    static func send(_ descriptor: Int32, _ buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>)
        -> ByteChannelWrite
    {
        if buffers.count == 1 {
            let only = unsafe buffers[0]
            return result { unsafe systemSend(descriptor, only.baseAddress, only.count, sendFlags) }
        }
        return unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: bufferLimit) { vectors in
            let count = min(buffers.count, bufferLimit)
            for index in 0..<count {
                let buffer = unsafe buffers[index]
                unsafe vectors[index] = iovec(
                    iov_base: UnsafeMutableRawPointer(mutating: buffer.baseAddress), iov_len: buffer.count)
            }
            var message = unsafe msghdr()
            unsafe message.msg_iov = vectors.baseAddress
            unsafe message.msg_iovlen = .init(count)
            return result { unsafe sendmsg(descriptor, &message, sendFlags) }
        }
    }

    /// shutdown(2) of the writing half. That the peer may be gone already does not matter.
    static func finishWriting(_ descriptor: Int32) {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Whether bytes were sent that the peer's system did not confirm yet (tcp), or the peer did not read yet (Unix
    /// sockets on Linux).
    ///
    /// What is written to a Unix socket is with the peer at once. But its close is told to the peer at once too, and
    /// libzmq, while its queue is full, then drops the connection with all that it has not read.
    static func hasUnacknowledgedBytes(_ descriptor: Int32) -> Bool {
        var count: Int32 = 0
        #if canImport(Darwin)
        var size = socklen_t(MemoryLayout<Int32>.size)
        let result = unsafe getsockopt(descriptor, SOL_SOCKET, SO_NWRITE, &count, &size)
        #else
        // For a socket: SIOCOUTQ.
        let result = unsafe ioctl(descriptor, UInt(TIOCOUTQ), &count)
        #endif
        return result == 0 && count > 0
    }

    private static func result(_ body: () -> Int) -> ByteChannelWrite {
        while true {
            let count = body()
            if count >= 0 { return .bytes(count) }
            switch errno {
            case EINTR: continue
            // Too little memory for now reads as too little room for now.
            case EAGAIN, EWOULDBLOCK, ENOBUFS: return .bytes(0)
            default: return .failed(SystemError("send", number: errno))
            }
        }
    }
}

// The name is taken by a member of `Syscalls`.
private func systemSend(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int
{
    unsafe send(descriptor, start, count, flags)
}
