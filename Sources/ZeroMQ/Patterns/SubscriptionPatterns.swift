/// What the publishing patterns do beyond sending and receiving.
protocol PublishingPattern: SocketPattern {
    /// A peer has subscribed to a topic, or cancelled its subscription.
    func subscriptionChanged(_ topic: Frame, isAdded: Bool, by link: Link, _ effects: inout Effects)

    /// How many peers get messages whose first frame is `topic`.
    func subscriberCount(of topic: Frame) -> Int

    /// How many topics are subscribed to, by whomever.
    var topicCount: Int { get }

    /// How many messages the application can receive; they are in no link any more.
    var backlogCount: Int { get }

    /// How many of these its peers have sent: those that do not tell of subscriptions.
    var unreadCount: Int { get }

    /// Subscribes the peer of the last received subscription to `topic`, or cancels that (XPUB manual).
    func applySubscription(_ topic: Frame, isAdded: Bool, _ effects: inout Effects) throws(ZMQError)
}

/// What the subscribing patterns do beyond sending and receiving.
protocol SubscribingPattern: SocketPattern {
    func subscribe(to topic: Frame, _ effects: inout Effects)

    /// False when the socket has no such subscription.
    func unsubscribe(from topic: Frame, _ effects: inout Effects) -> Bool

    /// The number of different topics.
    var topicCount: Int { get }
}

extension Message {
    /// A subscription in its message form: 1 or 0, then the topic (PS-31, PS-20).
    init(subscribingTo topic: Frame, isAdded: Bool) {
        self.init([isAdded ? 1 : 0] + topic.bytes)
    }

    /// Hands `body` the topics of the frames that are subscriptions in their message form, of the first frame alone or
    /// of all, and returns the message without them (PS-26, PS-27).
    func separatingSubscriptions(
        onlyFirst: Bool, _ body: (_ topic: Frame, _ isAdded: Bool) -> Void
    ) -> Message {
        var rest = Message()
        rest.peer = peer
        for (index, frame) in enumerated() {
            if index == 0 || !onlyFirst, let (topic, isAdded) = frame.asSubscription {
                body(topic, isAdded)
            } else {
                rest.append(frame)
            }
        }
        return rest
    }
}

extension Frame {
    /// The topic of a subscription in its message form; nil for any other frame (PS-33).
    var asSubscription: (topic: Frame, isAdded: Bool)? {
        guard let kind = first, kind <= 1 else { return nil }
        return (dropFirst(1), kind == 1)
    }

    /// The frame without its first `count` bytes.
    func dropFirst(_ count: Int) -> Frame {
        withBytes { Frame(copying: $0.extracting(droppingFirst: count)) }
    }
}
