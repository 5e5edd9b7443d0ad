internal import ZMQReactor
internal import ZMTP

/// A socket's end of its relation to one peer: the pipe it writes, the pipe it reads, and who the peer is.
///
/// A connecting endpoint keeps its link over reconnects; an accepting one gets a link with every connection.
///
/// Safety: `outbound`, `inbound` and `socket` never change; everything else is guarded by the socket's lock.
final class Link: @unchecked Sendable {
    let id: UInt64
    let outbound: Pipe
    let inbound: Pipe
    unowned let socket: SocketCore

    /// Ends the connection below; set once before the link is attached. Nil for inproc.
    private let cutter: Guarded<(@Sendable (ConnectionEnd) -> Void)?>

    /// The peer, while it is connected.
    @exclusivity(unchecked) var peer: Peer?

    /// The name that a ROUTER uses for the peer.
    var routingID: Frame?

    /// The name that the application gave the peer before it connected.
    let givenRoutingID: Frame?

    /// Whether messages are queued while the peer is not connected: on connecting endpoints, unless `immediate`
    /// is set (SOCK-03, SOCK-04).
    let queuesUnconnected: Bool

    /// Whether the peer is there now; a connecting endpoint's link exists before.
    var isEstablished = false

    /// Whether the peer is gone for good; what has arrived is still read.
    var isGone = false

    /// Where policies remember that they hold the link.
    var isInFairQueue = false
    var isInLoadBalancer = false

    /// The last search that found the link, so that it is found once.
    var lastVisit: UInt64 = 0

    // Guarded by the socket's lock, so accesses cannot overlap; checking that again would cost as much as the
    // lock itself.
    @exclusivity(unchecked) private var cursor = FrameCursor()
    @exclusivity(unchecked) private var unreleased = 0
    private let releaseStep: Int

    init(
        id: UInt64, socket: SocketCore, outbound: Pipe, inbound: Pipe, receiveCapacity: Int,
        queuesUnconnected: Bool = false, givenRoutingID: Frame? = nil
    ) {
        self.queuesUnconnected = queuesUnconnected
        self.givenRoutingID = givenRoutingID
        routingID = givenRoutingID
        self.id = id
        self.socket = socket
        self.outbound = outbound
        self.inbound = inbound
        cutter = Guarded(nil)
        // A quarter of the mark: often enough that the writer is resumed while half of the queue is unread.
        releaseStep = receiveCapacity > 0 ? max(receiveCapacity / 4, 1) : .max
    }

    /// Says how the connection below is ended.
    func setCutter(_ cut: @escaping @Sendable (ConnectionEnd) -> Void) {
        cutter.withLock { $0 = cut }
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
        case .accepted(let readerSleeps):
            if readerSleeps { effects.wake(outbound.reader) }
            return true
        case .full, .closed:
            return false
        }
    }

    /// Takes the next message that has arrived from the peer; nil when there is none.
    func nextMessage(_ effects: inout Effects) -> Message? {
        guard nextFrame(&effects) else { return nil }
        let frame = cursor.currentFrame()
        if !cursor.more {
            countReceived(&effects)
            return Message(received: frame, from: peer)
        }
        var frames = [frame]
        while cursor.more, cursor.next() { frames.append(cursor.currentFrame()) }
        countReceived(&effects)
        return Message(received: frames, from: peer)
    }

    /// Whether a message can be taken.
    func hasMessage(_ effects: inout Effects) -> Bool {
        if !cursor.isAtEnd { return true }
        return refill(&effects)
    }

    private func nextFrame(_ effects: inout Effects) -> Bool {
        if cursor.next() { return true }
        return refill(&effects) && cursor.next()
    }

    private func refill(_ effects: inout Effects) -> Bool {
        release(&effects)
        let taken = inbound.take(releasing: false)
        guard !taken.stream.isEmpty else { return false }
        cursor = FrameCursor(taken.stream)
        return true
    }

    @inline(__always)
    private func countReceived(_ effects: inout Effects) {
        unreleased += 1
        if unreleased >= releaseStep { release(&effects) }
    }

    private func release(_ effects: inout Effects) {
        guard unreleased > 0 else { return }
        let wakesWriter = inbound.release(unreleased)
        unreleased = 0
        if wakesWriter { effects.wake(inbound.writer) }
    }

    /// Drops what has arrived and was not read; how many messages that were is not known.
    func discardReceived(_ effects: inout Effects) {
        cursor = FrameCursor()
        unreleased = 0
        _ = inbound.discard()
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
