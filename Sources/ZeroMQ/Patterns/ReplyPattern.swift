/// REP (RFC 28): takes a request, then sends its reply along the envelope that the request came with.
final class ReplyPattern: SocketPattern {
    /// What the socket expects next.
    private enum Step {
        case request
        case reply(to: Link, envelope: [Frame])
    }

    /// A request, taken apart.
    private struct Request {
        var body: Message
        var envelope: [Frame]
        var link: Link
    }

    private var step = Step.request
    /// A request, looked at ahead to know that there is one.
    private var found = LookAhead<Request>()
    private let queue = FairQueue()
    private var identities = IdentityTable()
    private let duplicates: RouterOptions.DuplicateIdentity

    init(duplicates: RouterOptions.DuplicateIdentity) {
        self.duplicates = duplicates
    }

    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? { nil }

    /// Of two requesters with one identity the second is refused (REP-08).
    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        identities.insert(link, duplicates: duplicates, &effects)
    }

    func lost(_ link: Link, _ effects: inout Effects) {
        identities.remove(link)
    }

    func close() {
        step = .request
        found.removeAll()
        queue.removeAll()
        identities = IdentityTable()
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        identities.remove(link)
        found.remove(link)
        queue.remove(link, &effects)
    }

    func becameReadable(_ link: Link, _ effects: inout Effects) {
        queue.activate(link)
    }

    func becameWritable(_ link: Link, _ effects: inout Effects) {}

    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? {
        if case .reply = step {
            throw ZMQError(
                .wrongState, operation: "receive", reason: "the last request has no reply yet",
                remedy: "send its reply first")
        }
        guard let request = found.take() ?? nextRequest(&effects) else { return nil }
        step = .reply(to: request.link, envelope: request.envelope)
        effects.changeTurn()
        return request.body
    }

    private func nextRequest(_ effects: inout Effects) -> Request? {
        while let (message, link) = queue.next(&effects) {
            // The envelope goes up to the first empty frame that something follows (REP-01, REP-03).
            guard let delimiter = message.dropLast().firstIndex(where: \.isEmpty) else {
                effects.drop(.malformed)
                continue
            }
            let envelope = delimiter == 0 ? .delimiter : Array(message[...delimiter])
            return Request(body: message.without(first: delimiter + 1), envelope: envelope, link: link)
        }
        return nil
    }

    /// Never waits: the reply to a peer that is gone, or whose queue is full, is dropped (REP-07).
    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool {
        guard case .reply(let link, let envelope) = step else {
            throw ZMQError(
                .wrongState, operation: "send", reason: "there is no request to reply to",
                remedy: "receive a request first")
        }
        step = .request
        effects.changeTurn()
        if !link.push(message, envelope: envelope, &effects) {
            effects.drop(link.isEstablished ? .queueFull : .peerGone)
        }
        return true
    }

    func canSend(_ effects: inout Effects) -> Bool {
        if case .reply = step { true } else { false }
    }

    func canReceive(_ effects: inout Effects) -> Bool {
        guard case .request = step else { return false }
        if found.isEmpty, let request = nextRequest(&effects) { found.hold(request, from: request.link) }
        return !found.isEmpty
    }
}
