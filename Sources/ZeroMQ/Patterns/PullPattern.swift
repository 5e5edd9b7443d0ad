/// PULL (RFC 30): fair-queues what its peers send, sends nothing.
final class PullPattern: SocketPattern {
    private let queue = FairQueue()

    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? { nil }
    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? { nil }
    func lost(_ link: Link, _ effects: inout Effects) {}

    func close() {
        queue.removeAll()
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        queue.remove(link, &effects)
    }

    func becameReadable(_ link: Link, _ effects: inout Effects) {
        queue.activate(link)
    }

    func becameWritable(_ link: Link, _ effects: inout Effects) {}

    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool {
        throw .cannotSend(.pull)
    }

    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? {
        queue.nextMessage(&effects)
    }

    func canSend(_ effects: inout Effects) -> Bool { false }
    func canReceive(_ effects: inout Effects) -> Bool { queue.hasMessage(&effects) }
}
