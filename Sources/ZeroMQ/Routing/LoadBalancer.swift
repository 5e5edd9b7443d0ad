/// Gives whole messages to the peers with room, one after the other (SOCK-08): PUSH, DEALER and REQ.
///
/// A peer whose queue is full is left out until it has room again. Cost per message: constant. Guarded by the
/// socket's lock.
final class LoadBalancer {
    /// Links with room.
    private let ring = Unchecked(LinkRing())

    /// Whether some link has room now. Those found full are left out until they have room again.
    func hasRoom() -> Bool {
        ring.with { ring in
            while !ring.isEmpty {
                if ring.visitCurrent({ $0.outbound.checkRoom() }) { return true }
                ring.removeCurrent()?.isInLoadBalancer = false
            }
            return false
        }
    }

    /// Adds a link that has room.
    func activate(_ link: Link) {
        guard !link.isInLoadBalancer else { return }
        link.isInLoadBalancer = true
        ring.with { $0.append(link) }
    }

    /// Takes a link out.
    func remove(_ link: Link) {
        guard link.isInLoadBalancer, ring.with({ $0.remove(link) }) else { return }
        link.isInLoadBalancer = false
    }

    /// Lets go of all links.
    func removeAll() {
        ring.with { $0 = LinkRing() }
    }

    /// How many messages would be taken for certain, one after the other; at most `limit`.
    func room(upTo limit: Int) -> Int {
        guard hasRoom() else { return 0 }
        return ring.with { ring in
            var room = 0
            for link in ring.links where room < limit { room += link.room(upTo: limit - room) }
            return room
        }
    }

    /// Gives `message`, behind `envelope`, to the next link with room and returns that link; nil when there is
    /// none.
    func send(_ message: Message, envelope: [Frame], _ effects: inout Effects) -> Link? {
        ring.with { ring in
            while !ring.isEmpty {
                let link = ring.currentLink
                if Self.give(message, envelope, in: &ring, &effects) { return link }
            }
            return nil
        }
    }

    /// Gives `message` to the next link with room; false when there is none.
    func send(_ message: Message, _ effects: inout Effects) -> Bool {
        ring.with { ring in
            while !ring.isEmpty {
                if Self.give(message, [], in: &ring, &effects) { return true }
            }
            return false
        }
    }

    /// Gives `message` to the current link; false when that is left out now because it has no room.
    @inline(__always)
    private static func give(
        _ message: Message, _ envelope: [Frame], in ring: inout LinkRing, _ effects: inout Effects
    ) -> Bool {
        switch ring.visitCurrent({ $0.outbound.append(message, envelope: envelope) }) {
        case .accepted(let sleeper):
            if let sleeper { effects.wake(sleeper) }
            ring.advance()
            return true
        case .full, .closed:
            ring.removeCurrent()?.isInLoadBalancer = false
            return false
        }
    }
}
