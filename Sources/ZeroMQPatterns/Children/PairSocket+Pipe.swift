public import ZeroMQ

extension PairSocket {
    /// Makes two sockets that are connected with each other: a pipe between two threads or tasks.
    ///
    /// - Parameter options: of both; high-water marks are added up, as always with inproc.
    /// - Throws: `contextTerminated`; `tooManyFiles` when the context's limit of sockets is reached.
    public static func pipe(
        in context: Context, options: SocketOptions? = nil
    ) throws(ZMQError) -> (PairSocket, PairSocket) {
        let first = try PairSocket(in: context, options: options)
        let second = try PairSocket(in: context, options: options)
        var generator = SystemRandomNumberGenerator()
        // 128 bits, so that it is nobody's name.
        let name = (0..<2).map { _ in String(generator.next(), radix: 16) }.joined(separator: "-")
        try first.bind("inproc://pipe-\(name)")
        try second.connect("inproc://pipe-\(name)")
        return (first, second)
    }
}
