/// PAIR (RFC 31): one peer, both directions. A second peer is refused while the first is there.
final class PairPattern: SocketPattern {
    private var partner: Link?
    private var hasRoom = false

    /// Links with something to read: former partners, then the partner.
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
        guard link === partner, !link.queuesUnconnected else { return }
        hasRoom = false
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        if link.isInFairQueue, !link.hasMessage(&effects) { forget(link) }
        guard link === partner else { return }
        partner = nil
        hasRoom = false
    }

    func becameReadable(_ link: Link, _ effects: inout Effects) {
        guard !link.isInFairQueue else { return }
        link.isInFairQueue = true
        readable.append(link)
    }

    private func forget(_ link: Link) {
        link.isInFairQueue = false
        readable.removeAll { $0 === link }
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
            forget(link)
        }
        return nil
    }

    func canSend(_ effects: inout Effects) -> Bool { hasRoom }

    func canReceive(_ effects: inout Effects) -> Bool {
        while let link = readable.first {
            if link.hasMessage(&effects) { return true }
            forget(link)
        }
        return false
    }
}
