/// ROUTER (RFC 28): sends to the peer that the first frame names, and puts that name in front of what it
/// receives.
final class RouterPattern: SocketPattern {
    private let options: RouterOptions
    private let queue = FairQueue()
    private let identities = Unchecked(IdentityTable())

    init(_ options: RouterOptions) {
        self.options = options
    }

    /// A link whose peer the application has named can be addressed before the peer is there (RTR-10).
    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        guard link.routingID != nil else { return nil }
        return identities.with { $0.insert(link, duplicates: options.onDuplicateIdentity, &effects) }
    }

    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        identities.with { $0.insert(link, duplicates: options.onDuplicateIdentity, &effects) }
    }

    func lost(_ link: Link, _ effects: inout Effects) {
        if link.givenRoutingID == nil || link.isGone { identities.with { $0.remove(link) } }
    }

    func close() {
        queue.removeAll()
        identities.with { $0 = IdentityTable() }
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        identities.with { $0.remove(link) }
        queue.remove(link, &effects)
    }

    func becameReadable(_ link: Link, _ effects: inout Effects) {
        queue.activate(link)
    }

    func becameWritable(_ link: Link, _ effects: inout Effects) {}

    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? {
        queue.nextMessage(&effects) { link, effects in
            identities.with { $0.expectAnswer(to: link) }
            return link.nextAddressedMessage(&effects)
        }
    }

    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool {
        guard let name = message.first, message.count > 1 else {
            // A name without anything to send (RTR-03).
            effects.drop(.malformed)
            return true
        }
        guard let link = identities.with({ $0.link(named: name) }) else {
            guard !options.mandatory else {
                throw ZMQError(
                    .unroutable, operation: "send", reason: "no peer has the routing id \(name)",
                    remedy: "wait until the peer has connected, or take the id from a message it sent")
            }
            effects.drop(.noRoute)
            return true
        }
        if link.push(message, from: 1, &effects) { return true }
        if options.mandatory { return false }
        effects.drop(.queueFull)
        return true
    }

    /// Without `mandatory` a router never waits (RTR-15).
    func canSend(_ effects: inout Effects) -> Bool { true }
    func canReceive(_ effects: inout Effects) -> Bool { queue.hasMessage(&effects) }

    /// Whether there is room depends on whom a message is for; a mandatory router tells only by trying.
    func sendRoom(upTo limit: Int, _ effects: inout Effects) -> Int {
        options.mandatory ? 1 : limit
    }
}
