/// PAIR (RFC 31): one peer, both directions. A second peer is refused while the first is there.
final class PairPattern: SocketPattern {
    private var partner: Link?
    private var hasRoom = false

    /// Who has something to read: former partners first, then the present one.
    private var readable: [Link] = []

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
        guard link === partner else { return }
        if !link.takesMessages { hasRoom = false }
        // Another one may come (PAIR-03).
        if link.isGone { partner = nil }
    }

    func close() {
        partner = nil
        readable = []
        hasRoom = false
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        // What has come from a partner that is gone is still received.
        if link.isInFairQueue, !link.hasMessage(&effects) {
            link.isInFairQueue = false
            readable.removeAll { $0 === link }
        }
        guard link === partner else { return }
        partner = nil
        hasRoom = false
    }

    func becameReadable(_ link: Link, _ effects: inout Effects) {
        guard !link.isInFairQueue else { return }
        link.isInFairQueue = true
        readable.append(link)
    }

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
        while let link = readable.first {
            if let message = link.nextMessage(&effects) { return message }
            link.isInFairQueue = false
            readable.removeFirst()
        }
        return nil
    }

    func canSend(_ effects: inout Effects) -> Bool {
        guard hasRoom, let partner else { return false }
        hasRoom = partner.outbound.checkRoom()
        return hasRoom
    }

    func canReceive(_ effects: inout Effects) -> Bool { readable.contains { $0.hasMessage(&effects) } }

    func sendRoom(upTo limit: Int, _ effects: inout Effects) -> Int {
        guard canSend(&effects), let partner else { return 0 }
        return partner.room(upTo: limit)
    }
}
