/// The pattern of a socket that is closed: nothing comes, nothing goes. Lets go of all links.
final class ClosedPattern: SocketPattern {
    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? { .closedLocally }
    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? { .closedLocally }
    func lost(_ link: Link, _ effects: inout Effects) {}
    func detach(_ link: Link, _ effects: inout Effects) {}
    func becameReadable(_ link: Link, _ effects: inout Effects) {}
    func becameWritable(_ link: Link, _ effects: inout Effects) {}
    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool { false }
    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? { nil }
    func canSend(_ effects: inout Effects) -> Bool { false }
    func canReceive(_ effects: inout Effects) -> Bool { false }
}
