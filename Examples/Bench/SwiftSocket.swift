internal import ZeroMQ

/// A socket of this package, in its blocking and its asynchronous form.
final class SwiftSocket: DriverSocket {
    /// The bytes, and the message that is sent if it is always the same one.
    struct Payload {
        let bytes: [UInt8]
        let message: Message?

        /// The message to send next.
        @inline(__always)
        var next: Message { message ?? Message(bytes) }
    }

    let socket: Socket

    init(_ socket: Socket) {
        self.socket = socket
    }

    func bind(_ endpoint: String) throws -> String {
        try socket.bind(endpoint).description
    }

    func connect(_ endpoint: String) throws {
        try socket.connect(endpoint)
    }

    func subscribe(to topic: [UInt8]) throws {
        try socket.subscribe(to: Frame(topic))
    }

    func payload(_ bytes: [UInt8], _ policy: MessagePolicy) -> Payload {
        Payload(bytes: bytes, message: policy == .same ? Message(bytes) : nil)
    }

    @inline(__always)
    func send(_ payload: Payload) throws {
        try socket.send(payload.next)
    }

    @inline(__always)
    func receive() throws -> Int {
        try socket.receive().totalBytes
    }

    @inline(__always)
    func forward(to other: SwiftSocket) throws {
        try other.socket.send(try socket.receive())
    }

    func proxy(to backend: SwiftSocket) throws {
        try Proxy(frontend: socket, backend: backend.socket).run()
    }

    func close() {
        socket.close(linger: Linger.none)
    }

    /// The asynchronous form of `send`.
    @inline(__always)
    func sendAwaiting(_ payload: Payload) async throws {
        try await socket.send(payload.next)
    }

    /// The asynchronous form of `receive`.
    @inline(__always)
    func receiveAwaiting() async throws -> Int {
        try await socket.receive().totalBytes
    }
}
