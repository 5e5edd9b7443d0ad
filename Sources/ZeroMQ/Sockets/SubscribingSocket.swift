/// A socket with subscriptions.
public protocol SubscribingSocket: MessagingSocket {}

extension SubscribingSocket {
    /// Asks all publishers for the messages whose first frame begins with `topic`; with `""`, for all.
    ///
    /// Counted: as many `unsubscribe` calls end it. Publishers that come later are told as well.
    public func subscribe(to topic: Frame) throws(ZMQError) {
        try socket.core.subscribe(to: topic)
    }

    /// Takes one `subscribe` back. A topic that was not subscribed to is ignored.
    public func unsubscribe(from topic: Frame) throws(ZMQError) {
        try socket.core.unsubscribe(from: topic)
    }
}

extension Socket: SubscribingSocket, PublishingSocket {}
