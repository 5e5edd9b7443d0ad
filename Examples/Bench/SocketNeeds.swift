/// How a workload wants a socket other than by default.
struct SocketNeeds: Sendable {
    /// Whether queues grow without limit towards peers.
    var unlimitedSending = false

    /// Whether queues grow without limit from peers.
    var unlimitedReceiving = false

    /// Whether a publisher waits for slow subscribers, where the default is to drop their messages.
    var noDrop = false

    /// Nothing out of the ordinary.
    static let none = SocketNeeds()
}
