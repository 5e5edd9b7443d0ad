/// Who wants which topics: PUB and XPUB.
///
/// A peer's topics are a set: subscribing again changes nothing, and one cancel ends it (PS-13).
struct SubscriptionTable {
    /// What one link wants; keeps it alive for the tree.
    private struct Topics {
        let link: Link
        var all: Set<Frame> = []
    }

    private var tree = PrefixTree<LinkSelection>()
    private var topics: [UInt64: Topics] = [:]
    private var visit: UInt64 = 0

    /// The number of different topics.
    var count: Int { tree.count }

    /// Adds a topic of a link. Says whether the link had it not yet, and whether nobody had it.
    mutating func insert(_ topic: Frame, of link: Link) -> (isNew: Bool, isFirst: Bool) {
        let isNew = topics[link.id, default: Topics(link: link)].all.insert(topic).inserted
        guard isNew else { return (false, false) }
        return topic.withBytes { key in
            tree.update(key, default: LinkSelection()) { links in
                links.append(link)
                return (true, links.count == 1)
            }
        }
    }

    /// Removes a topic of a link. Says whether the link had it, and whether nobody has it any more.
    mutating func remove(_ topic: Frame, of link: Link) -> (wasThere: Bool, wasLast: Bool) {
        guard topics[link.id]?.all.remove(topic) != nil else { return (false, false) }
        let wasLast = removeFromTree(topic, link)
        if topics[link.id]?.all.isEmpty == true { topics[link.id] = nil }
        return (true, wasLast)
    }

    /// Removes all topics of a link, and calls `body` for each with whether nobody has it any more.
    mutating func removeAll(of link: Link, _ body: (Frame, _ wasLast: Bool) -> Void) {
        guard let topics = topics.removeValue(forKey: link.id) else { return }
        for topic in topics.all { body(topic, removeFromTree(topic, link)) }
    }

    private mutating func removeFromTree(_ topic: Frame, _ link: Link) -> Bool {
        topic.withBytes { key in
            tree.updateIfPresent(key) { links in
                links.remove(link)
                return (!links.isEmpty, links.isEmpty)
            } ?? false
        }
    }

    /// Appends the links that want a message whose first frame is `bytes` to `found`, each once (PS-02).
    mutating func match(_ bytes: RawSpan, into found: inout LinkSelection) {
        visit &+= 1
        let visit = visit
        tree.forEachPrefix(of: bytes) { links in
            links.forEach { link in
                guard link.lastVisit != visit else { return }
                link.lastVisit = visit
                found.append(link)
            }
            return true
        }
    }
}
