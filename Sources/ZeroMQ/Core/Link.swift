internal import ZMQReactor

/// A socket's end of its relation to one peer: the pipe it writes, the pipe it reads, and who the peer is.
///
/// A connecting endpoint keeps its link over reconnects; an accepting one gets a link with every connection.
///
/// Safety: `outbound`, `inbound` and `socket` never change; everything else is guarded by the socket's lock.
final class Link: @unchecked Sendable {
    let id: UInt64
    let outbound: Pipe
    let inbound: Pipe
    let socket: SocketCore

    /// Ends the connection below; set once before the link is attached. Nil for inproc.
    private let cutter: Guarded<(@Sendable (ConnectionEnd) -> Void)?>

    /// The peer, while it is connected.
    var peer: Peer? {
        didSet {
            unsafe sender = nil
            unsafe addressing = nil
        }
    }

    /// The peer, as all its messages of one frame refer to it. Without the check for overlapping accesses: the
    /// socket's lock is held.
    ///
    /// Made by the thread that receives, which changes its reference count with every message: beside the memory of
    /// another thread it would take a cache line from that with each. When that was a sender's, inproc had half of the
    /// rate.
    @exclusivity(unchecked) private var sender: MessageExtras?

    /// The same behind the peer's routing id, once it is needed.
    @exclusivity(unchecked) private var addressing: MessageExtras?

    /// The name that a ROUTER uses for the peer.
    var routingID: Frame? {
        didSet { unsafe addressing = nil }
    }

    /// The name that the application gave the peer before it connected.
    let givenRoutingID: Frame?

    /// Whether messages are queued while the peer is not connected: on connecting endpoints, unless `immediate`
    /// is set (SOCK-03, SOCK-04).
    let queuesUnconnected: Bool

    /// Whether the pipe to the peer is the one that the peer reads itself: inproc. What is queued there has
    /// arrived already.
    let sharesPipes: Bool

    /// Whether the peer is there now; a connecting endpoint's link exists before.
    var isEstablished = false

    /// Whether the peer is gone for good; what has arrived is still read.
    var isGone = false

    /// Whether messages may be queued for the peer now.
    var takesMessages: Bool { isEstablished || (queuesUnconnected && !isGone) }

    /// Where policies remember that they hold the link.
    var isInFairQueue = false
    var isInLoadBalancer = false
    var isInIdentityTable = false

    /// The last search that found the link, so that it is found once.
    var lastVisit: UInt64 = 0

    /// How many messages about the peer the socket keeps outside the inbound pipe for its application. There they
    /// count until it takes them.
    private var kept = 0

    /// How many messages were taken out of the inbound pipe only to look at them. They are unread all the same.
    private var held = 0

    /// Whether such a message can still be received.
    var holdsMessage: Bool { held > 0 }

    private let reader: Unchecked<LinkReader>

    init(
        id: UInt64, socket: SocketCore, outbound: Pipe, inbound: Pipe, receiveCapacity: Int,
        receiveBytes: Int?,
        queuesUnconnected: Bool = false, givenRoutingID: Frame? = nil, sharesPipes: Bool = false
    ) {
        self.sharesPipes = sharesPipes
        self.queuesUnconnected = queuesUnconnected
        self.givenRoutingID = givenRoutingID
        routingID = givenRoutingID
        self.id = id
        self.socket = socket
        self.outbound = outbound
        self.inbound = inbound
        cutter = Guarded(nil)
        reader = Unchecked(
            LinkReader(
                inbound, capacity: receiveCapacity, byteCapacity: receiveBytes,
                pace: sharesPipes && !socket.isLockStep ? ReaderPace() : nil))
    }

    /// Says how the connection below is ended; nil when there will be none any more.
    func setCutter(_ cut: (@Sendable (ConnectionEnd) -> Void)?) {
        cutter.withLock { $0 = cut }
    }

    /// Forgets how: there is no connection any more.
    func removeCutter() {
        cutter.withLock { $0 = nil }
    }

    /// Ends a link that its socket did not take: it, its pipes and its connection would keep each other alive.
    func abandon() {
        removeCutter()
        outbound.close()
        inbound.close()
    }

    /// Ends the connection below. Without any lock held.
    func cut(_ reason: ConnectionEnd) {
        let cut = cutter.withLock { $0 }
        cut?(reason)
    }

    /// Queues `message` for the peer, from frame `first` on and behind `envelope`; false when there is no room.
    func push(
        _ message: Message, from first: Int = 0, envelope: [Frame] = [], unlimited: Bool = false,
        _ effects: inout Effects
    ) -> Bool {
        switch outbound.append(message, from: first, envelope: envelope, unlimited: unlimited) {
        case .accepted(let sleeper):
            if let sleeper { effects.wake(sleeper) }
            return true
        case .full, .closed:
            return false
        }
    }

    /// Queues a subscription, or its end, for the peer.
    func push(subscription message: Message, _ effects: inout Effects) {
        if case .accepted(let sleeper?) = outbound.append(subscription: message) { effects.wake(sleeper) }
    }

    /// How many messages `push` would accept for certain, one after the other; at most `limit`. With inproc it may
    /// be more: the pipe has the peer's room as well.
    func room(upTo limit: Int) -> Int {
        guard outbound.checkRoom() else { return 0 }
        let capacity = socket.options.sendHighWaterMark
        if capacity == 0 || socket.options.conflate { return limit }
        return min(limit, max(capacity - outbound.outstanding, 1))
    }

    /// Takes the next message that has arrived from the peer; nil when there is none.
    @inline(__always)
    func nextMessage(_ effects: inout Effects) -> Message? {
        if unsafe sender == nil { _ = knownSender() }
        return reader.with { unsafe $0.next(from: sender, &effects) }
    }

    /// Takes the next message that has arrived from the peer, behind the peer's routing id.
    @inline(__always)
    func nextAddressedMessage(_ effects: inout Effects) -> Message? {
        if unsafe addressing == nil {
            guard let sender = knownSender() else {
                return nextMessage(&effects)?.behind(routingID ?? Frame())
            }
            unsafe addressing = MessageExtras(front: routingID ?? Frame(), ofSingles: sender)
        }
        return reader.with { unsafe $0.next(from: addressing, &effects) }
    }

    @inline(never)
    private func knownSender() -> MessageExtras? {
        if unsafe sender == nil { unsafe sender = peer.map { MessageExtras(frames: nil, peer: $0) } }
        return unsafe sender
    }

    /// Whether a message can be taken.
    func hasMessage(_ effects: inout Effects) -> Bool {
        reader.with { $0.hasNext(&effects) }
    }

    /// Lets a message that the socket keeps for its application count as one that waits in the inbound pipe, so that
    /// a peer is not read for ever while the application takes nothing.
    func keep(_ message: Message) {
        kept += 1
        inbound.keep(bytes: message.totalBytes)
    }

    /// The application has taken a message that was kept.
    func release(_ message: Message, _ effects: inout Effects) {
        kept -= 1
        if let writer = inbound.release(1, bytes: message.totalBytes) { effects.wake(writer) }
    }

    /// Lets a message that was taken only to look at it count as unread.
    func hold() {
        held += 1
    }

    /// The application has received such a message, or it was dropped.
    func letGo() {
        held = max(held - 1, 0)
    }

    /// How many messages have arrived and were not taken by the application.
    var unread: Int { max(inbound.outstanding - kept - reader.with { $0.unreleased }, 0) + held }

    /// How many messages were replaced by newer ones; of a shared pipe its sender counts them.
    var conflated: UInt64 { outbound.conflated + (sharesPipes ? 0 : inbound.conflated) }

    /// Drops what has arrived and was not read; returns how many messages that were.
    @discardableResult
    func discardReceived(_ effects: inout Effects) -> Int {
        defer { held = 0 }
        return held + reader.with { $0.discard(&effects) }
    }
}

extension Link: PipeReader {
    func pipeBecameReadable(sentAlone: Bool) {
        socket.becameReadable(self)
    }
}

extension Link: PipeWriter {
    func pipeBecameWritable() {
        socket.becameWritable(self)
    }
}
