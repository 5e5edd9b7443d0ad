/// What an XPUB has for its application: subscriptions, and whatever else its peers sent, in order.
///
/// Subscriptions have their effect at once, so everything is taken out of the links' pipes as it comes, and waits here.
/// It counts there until it is received: a peer whose messages have reached the high-water mark is not read any
/// further.
struct MessageBacklog {
    struct Entry {
        let message: Message
        let link: Link
        /// Whether the message tells of a subscription or its end.
        let isSubscription: Bool
    }

    private var entries: [Entry] = []
    private var head = 0

    /// How many messages wait.
    var count: Int { entries.count - head }

    /// How many of them do not tell of a subscription.
    var unreadCount: Int { entries[head...].count { !$0.isSubscription } }

    mutating func append(_ message: Message, from link: Link, isSubscription: Bool) {
        link.keep(message)
        entries.append(Entry(message: message, link: link, isSubscription: isSubscription))
    }

    mutating func popFirst(_ effects: inout Effects) -> Entry? {
        guard head < entries.count else { return nil }
        let entry = entries[head]
        entry.link.release(entry.message, &effects)
        head += 1
        if head * 2 >= entries.count {
            entries.removeFirst(head)
            head = 0
        }
        return entry
    }
}
