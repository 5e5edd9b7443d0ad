/// REQ (RFC 28): one request, then its reply, from the peer that was asked.
///
/// On the wire a request is an empty frame and the message, behind a request id when replies are correlated.
final class RequestPattern: SocketPattern {
    /// What the socket expects next.
    private enum Step {
        case request
        case reply(from: Link, id: Frame?)
    }

    private let options: RequestOptions
    private var step = Step.request
    private var nextID = UInt32.random(in: 0...UInt32.max)
    private let balancer = LoadBalancer()
    private let queue = FairQueue()
    /// The reply, looked at ahead to know that it is there.
    private var found = LookAhead<Message>()

    init(_ options: RequestOptions) {
        self.options = options
    }

    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        if link.queuesUnconnected { balancer.activate(link) }
        return nil
    }

    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        balancer.activate(link)
        return nil
    }

    /// The reply of a lost peer is not taken from another one; the socket stays waiting (REQ-05, REQ-12).
    func lost(_ link: Link, _ effects: inout Effects) {
        if link.takesMessages {
            // Perhaps left out since its request was given up.
            balancer.activate(link)
        } else {
            balancer.remove(link)
        }
    }

    func close() {
        step = .request
        balancer.removeAll()
        found.removeAll()
        queue.removeAll()
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        balancer.remove(link)
        found.remove(link)
        queue.remove(link, &effects)
    }

    func becameReadable(_ link: Link, _ effects: inout Effects) {
        queue.activate(link)
    }

    func becameWritable(_ link: Link, _ effects: inout Effects) {
        balancer.activate(link)
    }

    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool {
        if case .reply = step, !options.isRelaxed {
            throw ZMQError(
                .wrongState, operation: "send", reason: "the reply to the last request was not received yet",
                remedy: "receive it first, or set the option request.isRelaxed")
        }
        // What has come meanwhile answers an older request (REQ-09).
        if found.take() != nil { effects.drop(.unexpectedReply) }
        while queue.next(&effects) != nil { effects.drop(.unexpectedReply) }
        let id = options.correlates ? Frame(withBigEndianBytes(of: nextID)) : nil
        let envelope = if let id { [id, Frame()] } else { [Frame].delimiter }
        guard let link = balancer.send(message, envelope: envelope, &effects) else { return false }
        if options.correlates { nextID &+= 1 }
        step = .reply(from: link, id: id)
        effects.changeTurn()
        return true
    }

    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? {
        guard case .reply(let asked, let id) = step else {
            throw ZMQError(
                .wrongState, operation: "receive", reason: "no request was sent",
                remedy: "send a request first")
        }
        guard let reply = found.take() ?? nextReply(from: asked, id, &effects) else { return nil }
        step = .request
        effects.changeTurn()
        return reply
    }

    private func nextReply(from asked: Link, _ id: Frame?, _ effects: inout Effects) -> Message? {
        while let (message, link) = queue.next(&effects) {
            guard link === asked else {
                effects.drop(.unexpectedReply)
                continue
            }
            switch Reply(message, expecting: id) {
            case .answers(let body):
                return body
            case .answersAnother:
                effects.drop(.unexpectedReply)
            case .isMalformed:
                effects.drop(.malformed)
                effects.cut(link, .malformedReply)
            }
        }
        return nil
    }

    /// Forgets a request whose reply is not wanted any more. If it was not sent yet it never will be. Otherwise
    /// its connection is cut, so that a late reply cannot be taken for another's, unless replies carry an id.
    func abandonRequest(_ effects: inout Effects) {
        guard case .reply(let link, let id) = step else { return }
        step = .request
        if found.take() != nil { effects.drop(.unexpectedReply) }
        effects.changeTurn()
        // What is queued for a connected inproc peer has arrived there.
        let unsent = link.isEstablished && link.sharesPipes ? 0 : link.outbound.discard()
        if unsent > 0 { effects.drop(.abandoned, count: unsent) }
        if id == nil, link.isEstablished {
            // The next request must not leave through it before it is cut.
            balancer.remove(link)
            effects.cut(link, .requestAbandoned)
        } else if link.isEstablished || link.takesMessages {
            balancer.activate(link)
        }
    }

    func canSend(_ effects: inout Effects) -> Bool {
        if case .reply = step, !options.isRelaxed { return false }
        return balancer.hasRoom()
    }

    func canReceive(_ effects: inout Effects) -> Bool {
        guard case .reply(let asked, let id) = step else { return false }
        if found.isEmpty, let reply = nextReply(from: asked, id, &effects) {
            found.hold(reply, from: asked)
        }
        return !found.isEmpty
    }
}

extension [Frame] {
    /// The envelope of a request that has come straight from its REQ: nothing but the empty frame that ends it.
    static let delimiter = [Frame()]
}

/// A received message, looked at as a reply (REQ-06 to REQ-10).
private enum Reply {
    case answers(Message)
    case answersAnother
    case isMalformed

    init(_ message: Message, expecting id: Frame?) {
        guard message.count >= 2 else {
            self = .isMalformed
            return
        }
        if let id {
            guard message.count >= 3, message[0] == id, message[1].isEmpty else {
                self = .answersAnother
                return
            }
            self = .answers(message.without(first: 2))
        } else if message[0].isEmpty {
            self = .answers(message.without(first: 1))
        } else if message[0].count == 4, message.count >= 3, message[1].isEmpty {
            self = .answersAnother
        } else {
            self = .isMalformed
        }
    }
}
