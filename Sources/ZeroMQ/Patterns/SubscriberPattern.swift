/// SUB and XSUB (RFC 29): fair-queues what the publishers send, and tells them what is wanted.
///
/// The subscriptions are state, not messages: they are kept here, and every publisher gets all of them when its
/// connection is ready, however often it comes and goes (PS-15, SOCK-13).
final class SubscriberPattern: SubscribingPattern {
    private let type: SocketType
    private let invertsMatching: Bool
    private let onlyFirstSubscribe: Bool
    private let queue = FairQueue()
    /// A message that matches, looked at ahead to know that there is one.
    private let found = Unchecked(LookAhead<Message>())
    private var links: [Link] = []
    /// How often each topic is subscribed to (PS-10).
    private let topics = Unchecked(PrefixTree<Int>())
    private let upstream = FanOut(overflow: .drops)

    private var isRaw: Bool { type == .xsub }

    init(_ type: SocketType, _ options: SocketOptions) {
        self.type = type
        invertsMatching = options.invertMatching
        onlyFirstSubscribe = options.onlyFirstSubscribe
    }

    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? { nil }

    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        links.append(link)
        // What the last connection left: subscriptions, all of which are told anew, and what was for that peer.
        let lost = link.outbound.discard()
        if lost > 0 { effects.drop(.peerGone, count: lost) }
        topics.with { topics in
            topics.forEach { topic, _ in
                link.push(subscription: Message(subscribingTo: Frame(topic), isAdded: true), &effects)
            }
        }
        return nil
    }

    func lost(_ link: Link, _ effects: inout Effects) {
        links.removeAll { $0 === link }
    }

    func close() {
        found.with { $0.removeAll() }
        queue.removeAll()
        links = []
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        links.removeAll { $0 === link }
        found.with { $0.remove(link) }
        queue.remove(link, &effects)
    }

    func becameReadable(_ link: Link, _ effects: inout Effects) {
        queue.activate(link)
    }

    func becameWritable(_ link: Link, _ effects: inout Effects) {}

    func subscribe(to topic: Frame, _ effects: inout Effects) {
        topic.withBytes { key in topics.with { $0.update(key, default: 0) { $0 += 1 } } }
        checkFound(&effects)
        tell(topic, isAdded: true, &effects)
    }

    func unsubscribe(from topic: Frame, _ effects: inout Effects) -> Bool {
        let remaining = topic.withBytes { key in
            topics.with { topics in
                topics.updateIfPresent(key) { count in
                    count -= 1
                    return (count > 0, count)
                }
            }
        }
        guard let remaining else { return false }
        if remaining == 0 {
            checkFound(&effects)
            // Only the last one is told (PS-12).
            tell(topic, isAdded: false, &effects)
        }
        return true
    }

    var topicCount: Int { topics.with { $0.count } }

    private func tell(_ topic: Frame, isAdded: Bool, _ effects: inout Effects) {
        let message = Message(subscribingTo: topic, isAdded: isAdded)
        for link in links { link.push(subscription: message, &effects) }
    }

    /// XSUB: subscriptions are remembered, everything else goes to all publishers (PS-26).
    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool {
        guard isRaw else { throw .cannotSend(type) }
        let rest = message.separatingSubscriptions(onlyFirst: onlyFirstSubscribe) { topic, isAdded in
            if isAdded {
                subscribe(to: topic, &effects)
            } else {
                _ = unsubscribe(from: topic, &effects)
            }
        }
        if rest.isEmpty { return true }
        if links.isEmpty { effects.drop(.noRoute) }
        return upstream.send(rest, to: LinkSelection(links), &effects)
    }

    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? {
        if let message = found.with({ $0.take() }) { return message }
        while let message = queue.nextMessage(&effects) {
            if isRaw || wants(message) { return message }
            effects.drop(.notMatching)
        }
        return nil
    }

    /// What was looked at may not be wanted any more.
    private func checkFound(_ effects: inout Effects) {
        if found.with({ $0.take(if: { !wants($0) }) }) { effects.drop(.notMatching) }
    }

    /// SUB tests again what arrives: a publisher may not have processed a cancel yet (PS-05).
    private func wants(_ message: Message) -> Bool {
        let matches = message.withFirstBytes { bytes in topics.with { $0.containsPrefix(of: bytes) } }
        return (matches ?? false) != invertsMatching
    }

    func canSend(_ effects: inout Effects) -> Bool { isRaw }

    /// Looks ahead, past what is filtered out: who is told that there is a message may wait for it blindly.
    func canReceive(_ effects: inout Effects) -> Bool {
        if isRaw { return queue.hasMessage(&effects) }
        while found.with({ $0.isEmpty }), let (message, link) = queue.next(&effects) {
            if wants(message) {
                found.with { $0.hold(message, from: link) }
            } else {
                effects.drop(.notMatching)
            }
        }
        return found.with { !$0.isEmpty }
    }
}
