/// PUB and XPUB (RFC 29): each message goes to every peer that subscribed to a prefix of its first frame. XPUB
/// also gives the application the subscriptions, and whatever else its peers send.
final class PublisherPattern: PublishingPattern {
    private let type: SocketType
    private let options: PublisherOptions
    private let invertsMatching: Bool
    private let onlyFirstSubscribe: Bool
    private let fanOut: FanOut

    private let subscriptions = Unchecked(SubscriptionTable())
    /// What peers asked for, where the application decides what they get.
    private var wishes = SubscriptionTable()
    private var links: [Link] = []
    private let found = Unchecked(LinkSelection())
    private var received = MessageBacklog()
    private var lastSubscriber: Link?

    private var isRaw: Bool { type == .xpub }

    /// Whether subscriptions take effect only by the application's own calls (PS-23).
    private var decidesItself: Bool { isRaw && options.manual }

    init(_ type: SocketType, _ options: SocketOptions) {
        self.type = type
        self.options = options.publisher
        invertsMatching = options.invertMatching
        onlyFirstSubscribe = options.onlyFirstSubscribe
        fanOut = FanOut(overflow: options.publisher.noDrop ? .waits : .drops)
    }

    func attach(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? { nil }

    func established(_ link: Link, _ effects: inout Effects) -> ConnectionEnd? {
        links.append(link)
        if invertsMatching { effects.changeSubscriptions() }
        if let welcome = options.welcomeMessage { _ = link.push(Message(welcome), unlimited: true, &effects) }
        return nil
    }

    /// The topics of a lost subscriber are dropped; XPUB reports those that nobody else has (PS-16).
    func lost(_ link: Link, _ effects: inout Effects) {
        links.removeAll { $0 === link }
        if lastSubscriber === link { lastSubscriber = nil }
        effects.changeSubscriptions()
        var cancelled: [Frame] = []
        let note = { [options] (topic: Frame, wasLast: Bool) in
            if wasLast || options.verbosity == .everything { cancelled.append(topic) }
        }
        if decidesItself {
            subscriptions.with { $0.removeAll(of: link) { _, _ in } }
            wishes.removeAll(of: link, note)
        } else {
            subscriptions.with { $0.removeAll(of: link, note) }
        }
        for topic in cancelled { report(topic, isAdded: false, by: link) }
    }

    func close() {
        subscriptions.with { $0 = SubscriptionTable() }
        links = []
        received = MessageBacklog()
        lastSubscriber = nil
    }

    func detach(_ link: Link, _ effects: inout Effects) {
        lost(link, &effects)
    }

    /// Upstream messages: subscriptions in their message form, or something for the application of an XPUB.
    func becameReadable(_ link: Link, _ effects: inout Effects) {
        while let message = link.nextMessage(&effects) {
            let rest = message.separatingSubscriptions(onlyFirst: onlyFirstSubscribe) { topic, isAdded in
                subscriptionChanged(topic, isAdded: isAdded, by: link, &effects)
            }
            if rest.isEmpty { continue }
            if isRaw {
                received.append(rest, from: link, isSubscription: false)
            } else {
                effects.drop(.malformed)
            }
        }
    }

    func becameWritable(_ link: Link, _ effects: inout Effects) {}

    func subscriptionChanged(_ topic: Frame, isAdded: Bool, by link: Link, _ effects: inout Effects) {
        effects.changeSubscriptions()
        if decidesItself {
            _ = isAdded ? wishes.insert(topic, of: link).isNew : wishes.remove(topic, of: link).wasThere
            report(topic, isAdded: isAdded, by: link)
            return
        }
        if isAdded {
            let (_, isFirst) = subscriptions.with { $0.insert(topic, of: link) }
            if isFirst || options.verbosity != .firstOnly { report(topic, isAdded: true, by: link) }
        } else {
            let (_, wasLast) = subscriptions.with { $0.remove(topic, of: link) }
            if wasLast || options.verbosity == .everything { report(topic, isAdded: false, by: link) }
        }
    }

    private func report(_ topic: Frame, isAdded: Bool, by link: Link) {
        guard isRaw else { return }
        var message = Message(subscribingTo: topic, isAdded: isAdded)
        message.peer = link.peer
        received.append(message, from: link, isSubscription: true)
    }

    func applySubscription(_ topic: Frame, isAdded: Bool, _ effects: inout Effects) throws(ZMQError) {
        guard decidesItself else {
            throw ZMQError(
                .notSupported, operation: isAdded ? "subscribe" : "unsubscribe",
                reason: "the socket manages its subscriptions itself",
                remedy: "set the option publisher.manual of an XPUB socket")
        }
        guard let link = lastSubscriber, link.isEstablished else { return }
        effects.changeSubscriptions()
        if isAdded {
            _ = subscriptions.with { $0.insert(topic, of: link) }
        } else {
            _ = subscriptions.with { $0.remove(topic, of: link) }
        }
    }

    func subscriberCount(of topic: Frame) -> Int {
        var matching = LinkSelection()
        topic.withBytes { bytes in subscriptions.with { $0.match(bytes, into: &matching) } }
        return invertsMatching ? links.count - matching.count : matching.count
    }

    var topicCount: Int { subscriptions.with { $0.count } }

    var backlogCount: Int { received.count }

    var unreadCount: Int { received.unreadCount }

    func send(_ message: Message, _ effects: inout Effects) throws(ZMQError) -> Bool {
        try found.with { (found) throws(ZMQError) in
            found.removeAll()
            message.withFirstBytes { topic in subscriptions.with { $0.match(topic, into: &found) } }
            if invertsMatching {
                var matching: Set<UInt64> = []
                found.forEach { matching.insert($0.id) }
                found = LinkSelection(links.filter { !matching.contains($0.id) })
            }
            if found.isEmpty {
                effects.drop(.noSubscriber)
                return true
            }
            return fanOut.send(message, to: found, &effects)
        }
    }

    func receive(_ effects: inout Effects) throws(ZMQError) -> Message? {
        guard isRaw else { throw .cannotReceive(type) }
        guard let entry = received.popFirst(&effects) else { return nil }
        if entry.isSubscription { lastSubscriber = entry.link }
        return entry.message
    }

    func canSend(_ effects: inout Effects) -> Bool { true }
    func canReceive(_ effects: inout Effects) -> Bool { received.count > 0 }

    /// Whether there is room depends on who subscribes to a message; a publisher that waits tells only by trying.
    func sendRoom(upTo limit: Int, _ effects: inout Effects) -> Int {
        options.noDrop ? 1 : limit
    }
}
