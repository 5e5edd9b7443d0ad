/// What can be done on a socket without waiting.
struct SocketReadiness: Hashable, Sendable {
    var canReceive: Bool
    var canSend: Bool
    var isClosed: Bool
}
