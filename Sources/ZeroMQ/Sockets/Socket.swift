/// A socket of any type, chosen at run time: for tools, bridges, and tests over all types.
///
/// Programs usually want the typed sockets, ``RequestSocket`` and its like: on them, what the type cannot do
/// does not compile. Here it throws `notSupported`.
///
/// Thread-safe: any number of threads and tasks may use a socket at the same time. When the last reference is
/// gone the socket closes by itself, as `close` does.
public final class Socket: Sendable, SendingSocket, ReceivingSocket {
    let core: SocketCore

    /// Keeps the context alive.
    private let context: Context

    /// Makes a socket.
    ///
    /// - Throws: `invalidArgument` when an option is out of range or means nothing for the type;
    ///   `contextTerminated`, `forkedContext`; `tooManyFiles` when the context's limit of sockets is reached.
    public init(
        _ type: SocketType, in context: Context, options: SocketOptions? = nil
    ) throws(ZMQError) {
        self.context = context
        core = try context.core.makeSocket(type, options: options ?? context.options.socketDefaults)
    }

    deinit {
        core.close()
    }

    /// The socket itself.
    public var socket: Socket { self }

    /// The socket's type.
    public var type: SocketType { core.type }

    /// What the socket was made with.
    public var options: SocketOptions { core.options }
}
