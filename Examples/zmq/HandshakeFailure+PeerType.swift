import ZeroMQ

extension HandshakeFailure {
    /// The type of the peer, when that is what kept the two sockets apart.
    var peerType: String? {
        switch self {
        case .incompatibleSocketTypes(_, let theirs): return theirs
        // What this library's sockets say when they see it first.
        case .refusedByPeer(let reason):
            let words = "Socket type does not go with "
            return reason.hasPrefix(words) ? String(reason.dropFirst(words.count)) : nil
        default: return nil
        }
    }
}
