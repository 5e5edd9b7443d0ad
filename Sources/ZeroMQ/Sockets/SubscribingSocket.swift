/// A socket with subscriptions.
public protocol SubscribingSocket: MessagingSocket {}

extension SubscribingSocket {
    /// Asks all publishers for the messages whose first frame begins with `topic`; with `""`, for all.
    ///
    /// Counted: as many `unsubscribe` calls end it. Publishers that come later are told as well.
    ///
    /// - Throws: `notSupported` on an XPUB without `publisher.manual`, and on a ``Socket`` that is no SUB, XSUB or
    ///   XPUB; `socketClosed`, `contextTerminated`.
    public func subscribe(to topic: Frame) throws(ZMQError) {
        try socket.core.subscribe(to: topic)
    }

    /// Takes one `subscribe` back. A topic that was not subscribed to is ignored.
    ///
    /// - Throws: as `subscribe`.
    public func unsubscribe(from topic: Frame) throws(ZMQError) {
        try socket.core.unsubscribe(from: topic)
    }
}

extension Socket: SubscribingSocket, PublishingSocket {}
