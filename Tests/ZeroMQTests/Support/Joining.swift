import ZeroMQ

extension MessagingSocket {
    /// Returns when so many peers are connected.
    func hasPeers(_ count: Int) async throws {
        try await eventually("\(socket.type) has \(count) peers, not \(peers.count)") { peers.count == count }
    }
}

/// Connects the second socket to the first; both know each other when it returns.
@discardableResult
func join(
    _ binding: some MessagingSocket, _ connecting: some MessagingSocket, over transport: TransportUnderTest
) async throws -> Endpoint {
    let before = binding.peers.count
    let endpoint = try binding.bind(transport.anyEndpoint)
    try await connecting.connect(endpoint).ready(timeout: patience)
    try await binding.hasPeers(before + 1)
    return endpoint
}

/// Connects one more socket to where another is bound.
func join(_ connecting: some MessagingSocket, to endpoint: Endpoint, of binding: some MessagingSocket)
    async throws
{
    let before = binding.peers.count
    try await connecting.connect(endpoint).ready(timeout: patience)
    try await binding.hasPeers(before + 1)
}

extension Message {
    /// The texts of all frames.
    var texts: [String] { map(\.text) }
}

extension ReceivingSocket {
    /// The next message, which is sure to come.
    func next() async throws -> Message {
        try await receive(timeout: patience)
    }

    /// The texts of the next message.
    func nextTexts() async throws -> [String] {
        try await next().texts
    }

    /// Whether nothing comes for a short while: for what must not be delivered at all.
    func staysSilent(for time: Duration = .milliseconds(30)) async throws -> Bool {
        do {
            _ = try await receive(timeout: time)
            return false
        } catch  where error.code == .timedOut {
            return true
        }
    }

    /// Everything that can be received now.
    func drain() throws -> [Message] {
        var messages: [Message] = []
        while let message = try tryReceive() { messages.append(message) }
        return messages
    }
}

extension SendingSocket {
    /// Sends until nothing more is taken and returns how many were; stops at `limit`.
    func fill(upTo limit: Int = 100_000, with message: Message = "x") throws -> Int {
        var count = 0
        while count < limit, try trySend(message) { count += 1 }
        return count
    }
}

/// The code of the error that `body` throws; nil when it throws none.
func errorCode(_ body: () async throws -> Void) async -> ZMQError.Code? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? ZMQError)?.code
    }
}

/// The error that `body` throws; nil when it throws none.
func zmqError(_ body: () throws -> Void) -> ZMQError? {
    do {
        try body()
        return nil
    } catch {
        return error as? ZMQError
    }
}
