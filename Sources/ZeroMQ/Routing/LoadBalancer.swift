/// Gives whole messages to the peers with room, one after the other (SOCK-08): PUSH, DEALER and REQ.
///
/// A peer whose queue is full is left out until it has room again. Cost per message: constant.
struct LoadBalancer {
    /// Links with room.
    private var links: [Link] = []
    private var current = 0

    /// Whether some link has room now. Those found full are left out until they have room again.
    mutating func hasRoom() -> Bool {
        while !links.isEmpty {
            if links[current].outbound.checkRoom() { return true }
            remove(at: current)
        }
        return false
    }

    /// Adds a link that has room.
    mutating func activate(_ link: Link) {
        guard !link.isInLoadBalancer else { return }
        link.isInLoadBalancer = true
        links.append(link)
    }

    /// Takes a link out.
    mutating func remove(_ link: Link) {
        guard link.isInLoadBalancer, let index = links.firstIndex(where: { $0 === link }) else { return }
        remove(at: index)
    }

    private mutating func remove(at index: Int) {
        links[index].isInLoadBalancer = false
        links.remove(at: index)
        if current > index { current -= 1 }
        if current >= links.count { current = 0 }
    }

    /// How many messages would be taken for certain, one after the other; at most `limit`.
    mutating func room(upTo limit: Int) -> Int {
        guard hasRoom() else { return 0 }
        var room = 0
        for link in links where room < limit { room += link.room(upTo: limit - room) }
        return room
    }

    /// Gives `message`, behind `envelope`, to the next link with room and returns that link; nil when there is
    /// none.
    mutating func send(_ message: Message, envelope: [Frame], _ effects: inout Effects) -> Link? {
        while !links.isEmpty {
            let link = links[current]
            if give(message, envelope, to: link, &effects) { return link }
        }
        return nil
    }

    /// Gives `message` to the next link with room; false when there is none.
    mutating func send(_ message: Message, _ effects: inout Effects) -> Bool {
        while !links.isEmpty {
            if give(message, [], to: links[current], &effects) { return true }
        }
        return false
    }

    @inline(__always)
    private mutating func give(
        _ message: Message, _ envelope: [Frame], to link: Link, _ effects: inout Effects
    ) -> Bool {
        switch link.outbound.append(message, envelope: envelope) {
        case .accepted(let sleeper):
            if let sleeper { effects.wake(sleeper) }
            current += 1
            if current == links.count { current = 0 }
            return true
        case .full, .closed:
            remove(at: current)
            return false
        }
    }
}
