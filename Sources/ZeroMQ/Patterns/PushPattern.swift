/// PUSH (RFC 30): load-balances over its peers, waits when none has room, receives nothing.
final class PushPattern: SocketPattern {
    private let balancer = LoadBalancer()

    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        if link.queuesUnconnected { balancer.activate(link) }
        return nil
    }

    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        balancer.activate(link)
        return nil
    }

    func lost(_ link: Link, _ effects: inout Effects) {
        if !link.takesMessages { balancer.remove(link) }
    }

    func close() {
        balancer.removeAll()
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        balancer.remove(link)
    }

    /// What a peer sends to a PUSH never reaches the application (SOCK-18).
    func becameReadable(_ link: Link, _ effects: inout Effects) {
        let count = link.discardReceived(&effects)
        if count > 0 { effects.drop(.malformed, count: count) }
    }

    func becameWritable(_ link: Link, _ effects: inout Effects) {
        balancer.activate(link)
    }

    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool {
        balancer.send(message, &effects)
    }

    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? {
        throw .cannotReceive(.push)
    }

    func canSend(_ effects: inout Effects) -> Bool { balancer.hasRoom() }
    func canReceive(_ effects: inout Effects) -> Bool { false }

    func sendRoom(upTo limit: Int, _ effects: inout Effects) -> Int {
        balancer.room(upTo: limit)
    }
}
