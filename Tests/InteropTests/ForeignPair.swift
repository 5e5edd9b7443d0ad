import LibZMQ

/// Two connected sockets of libzmq.
struct ForeignPair {
    let binding: ForeignSocket
    let connecting: ForeignSocket

    /// Makes a socket of type `bound` that is bound over `transport`, and one of type `connected` that is
    /// connected to it.
    init(
        _ bound: ForeignSocketType, _ connected: ForeignSocketType, over transport: WireTransport
    ) throws {
        let context = try ForeignContext()
        binding = try ForeignSocket(bound, in: context)
        connecting = try ForeignSocket(connected, in: context)
        try connecting.connect(try binding.bind(transport.makeEndpoint()))
    }
}
