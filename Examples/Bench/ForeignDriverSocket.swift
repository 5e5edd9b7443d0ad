internal import LibZMQ

/// A socket of libzmq, with the calls that a C program would make.
final class ForeignDriverSocket: DriverSocket {
    /// The bytes, and the message that is copied by reference if it is always the same one.
    struct Payload {
        let bytes: [UInt8]
        let shared: ForeignSharedMessage?
    }

    private let socket: ForeignSocket
    private let context: ForeignContext
    private let calls: ForeignCalls

    init(_ socket: ForeignSocket, in context: ForeignContext) {
        self.socket = socket
        self.context = context
        calls = socket.calls
    }

    deinit {
        // libzmq's default: wait for ever.
        socket.close(linger: .seconds(-1))
    }

    func bind(_ endpoint: String) throws -> String {
        try socket.bind(endpoint)
    }

    func connect(_ endpoint: String) throws {
        try socket.connect(endpoint)
    }

    func subscribe(to topic: [UInt8]) throws {
        try socket.setOption(.subscribe, topic)
    }

    func payload(_ bytes: [UInt8], _ policy: MessagePolicy) throws -> Payload {
        let shared = policy == .same ? try ForeignSharedMessage(copying: bytes, in: context) : nil
        return Payload(bytes: bytes, shared: shared)
    }

    @inline(__always)
    func send(_ payload: Payload) throws {
        if let shared = payload.shared {
            try socket.sendRaw(sharing: shared)
        } else if !calls.send(payload.bytes) {
            // Interrupted, perhaps; this knows what to do.
            try socket.sendRaw(copying: payload.bytes)
        }
    }

    @inline(__always)
    func receive() throws -> Int {
        if let size = calls.receive() { return size }
        return try socket.receiveRaw()
    }

    @inline(__always)
    func forward(to other: ForeignDriverSocket) throws {
        try socket.forwardRaw(to: other.socket)
    }

    func proxy(to backend: ForeignDriverSocket) throws {
        guard socket.proxy(with: backend.socket) else { throw Failure("this libzmq has no zmq_proxy") }
    }

    func close() {
        socket.close()
    }
}
