/// How a workload wants a socket other than by default.
struct SocketNeeds: Sendable {
    /// Whether queues grow without limit towards peers.
    var unlimitedSending = false

    /// Whether queues grow without limit from peers.
    var unlimitedReceiving = false

    /// Whether a publisher waits for slow subscribers, where the default is to drop their messages.
    var noDrop = false

    /// Whether a socket that connects queues only once it is connected, where the default is at once.
    var onlyConnected = false

    /// Whether what was sent waits for a peer for as long as it takes, as with libzmq: a program of libzmq's that
    /// is started late still gets all of it.
    var lingersForEver = false

    /// What the perf programs want.
    static let perf = SocketNeeds(lingersForEver: true)

    /// Nothing out of the ordinary.
    static let none = SocketNeeds()
}
