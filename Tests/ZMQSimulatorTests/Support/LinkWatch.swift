@testable import ZeroMQ

/// Remembers the links of sockets without keeping them alive.
final class LinkWatch {
    private final class Weak {
        weak var link: Link?

        init(_ link: Link) {
            self.link = link
        }
    }

    private var links: [UInt64: Weak] = [:]

    /// Takes in the links that a socket has now.
    func look(at socket: Socket) {
        let found = socket.core.update { state, _ in LockConfined(state.links.values.map(Weak.init)) }
        for weak in found.value {
            if let link = weak.link { links[link.id] = weak }
        }
    }

    /// How many were seen.
    var seen: Int { links.count }

    /// How many of those still exist.
    var alive: Int { links.values.count { $0.link != nil } }
}
