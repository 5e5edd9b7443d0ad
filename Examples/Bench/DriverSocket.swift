/// A socket of either library. May be handed from thread to thread, used by one at a time.
protocol DriverSocket: AnyObject, Sendable {
    /// What `send` needs to make or repeat a message; made by the thread that sends it.
    associatedtype Payload

    /// Binds and returns the endpoint with its port.
    func bind(_ endpoint: String) throws -> String

    /// Connects; does not wait.
    func connect(_ endpoint: String) throws

    /// Subscribes to messages that begin with `topic`.
    func subscribe(to topic: [UInt8]) throws

    /// Prepares messages with these bytes.
    func payload(_ bytes: [UInt8], _ policy: MessagePolicy) throws -> Payload

    /// Sends a message, waiting for room.
    func send(_ payload: Payload) throws

    /// Receives a message of one frame, waiting for it, and returns its size in bytes.
    func receive() throws -> Int

    /// Receives a whole message and sends it from `other`, or from this socket itself, with all its frames:
    /// what a ROUTER does to answer, and a device to forward.
    func forward(to other: Self) throws

    /// Forwards messages to `backend` for ever, by the library's own proxy.
    func proxy(to backend: Self) throws

    /// Closes the socket and drops what it has not sent.
    func close()
}
