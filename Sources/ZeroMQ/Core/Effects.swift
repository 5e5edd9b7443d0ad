/// What a socket operation decided under the socket's lock and does after it: wake others, count losses.
///
/// Nothing here is allocated unless there is something to do, so a stream of messages costs nothing.
struct Effects {
    /// Pipes whose sleeping reader must be told.
    var readers: [any PipeReader] = []
    /// Pipes whose waiting writer must be told.
    var writers: [any PipeWriter] = []
    /// Links that broke a rule and are cut, with the reason.
    var cut: [(link: Link, reason: ConnectionEnd)] = []
    /// Messages that are lost, by reason.
    var dropped: [(reason: DropReason, count: Int)] = []
    /// Whether those who wait for subscribers should look again.
    var subscriptionsChanged = false
    /// Peers that came or went.
    var announced: [PeerEvent] = []
    /// Waiters to resume.
    var resumed: [Waiter] = []

    /// Whether nothing is left to do without the lock.
    var isEmpty: Bool {
        readers.isEmpty && writers.isEmpty && cut.isEmpty && resumed.isEmpty && announced.isEmpty
    }

    /// Performs everything. Without any lock held.
    ///
    /// - Parameter sentAlone: whether the caller waits for an answer now, so that its message should not wait
    ///   for another thread.
    func perform(sentAlone: Bool, _ peerEvents: EventBroadcaster<PeerEvent>) {
        for reader in readers { reader.pipeBecameReadable(sentAlone: sentAlone) }
        for writer in writers { writer.pipeBecameWritable() }
        for (link, reason) in cut { link.cut(reason) }
        for event in announced { peerEvents.send(event) }
        for waiter in resumed { waiter.resume() }
    }
}

extension Effects {
    /// Counts a message that is lost, and why.
    mutating func drop(_ reason: DropReason, count: Int = 1) {
        dropped.append((reason, count))
    }
}
