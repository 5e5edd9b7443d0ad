/// DEALER (RFC 28): load-balances what is sent and fair-queues what is received; touches no frame.
final class DealerPattern: SocketPattern {
    private let balancer = LoadBalancer()
    private let queue = FairQueue()

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
        queue.removeAll()
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        balancer.remove(link)
        queue.remove(link, &effects)
    }

    func becameReadable(_ link: Link, _ effects: inout Effects) {
        queue.activate(link)
    }

    func becameWritable(_ link: Link, _ effects: inout Effects) {
        balancer.activate(link)
    }

    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool {
        balancer.send(message, &effects)
    }

    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? {
        queue.nextMessage(&effects)
    }

    func canSend(_ effects: inout Effects) -> Bool { balancer.hasRoom() }
    func canReceive(_ effects: inout Effects) -> Bool { queue.hasMessage(&effects) }

    func sendRoom(upTo limit: Int, _ effects: inout Effects) -> Int {
        balancer.room(upTo: limit)
    }
}
