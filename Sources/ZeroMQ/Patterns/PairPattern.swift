/// PAIR (RFC 31): one peer, both directions. A second peer is refused while the first is there.
final class PairPattern: SocketPattern {
    private var partner: Link?
    private var hasRoom = false

    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        guard partner == nil else { return .hasPeerAlready }
        partner = link
        hasRoom = link.queuesUnconnected
        return nil
    }

    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        if link === partner { hasRoom = true }
        return nil
    }

    func lost(_ link: Link, _ effects: inout Effects) {
        guard link === partner, !link.queuesUnconnected else { return }
        hasRoom = false
    }

    func close() {
        partner = nil
        hasRoom = false
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        guard link === partner else { return }
        partner = nil
        hasRoom = false
    }

    func becameReadable(_ link: Link, _ effects: inout Effects) {}

    func becameWritable(_ link: Link, _ effects: inout Effects) {
        if link === partner { hasRoom = true }
    }

    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool {
        guard let partner, hasRoom else { return false }
        guard partner.push(message, &effects) else {
            hasRoom = false
            return false
        }
        return true
    }

    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? {
        partner?.nextMessage(&effects)
    }

    func canSend(_ effects: inout Effects) -> Bool {
        guard hasRoom, let partner else { return false }
        hasRoom = partner.outbound.checkRoom()
        return hasRoom
    }

    func canReceive(_ effects: inout Effects) -> Bool { partner?.hasMessage(&effects) ?? false }

    func sendRoom(upTo limit: Int, _ effects: inout Effects) -> Int {
        guard canSend(&effects), let partner else { return 0 }
        return partner.room(upTo: limit)
    }
}
