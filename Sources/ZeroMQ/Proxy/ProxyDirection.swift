/// One direction of a proxy: takes batches of messages from one socket, as many as the other has room for, and
/// hands them on.
///
/// What was taken and could not be handed on after all stays here and goes first the next time.
struct ProxyDirection: Sendable {
    /// How many messages are taken at a time: enough that the locks do not count, few enough to stay in the
    /// processor's cache.
    private static let batchLimit = 128

    let source: SocketCore
    let target: SocketCore
    let capture: SocketCore?
    private let origin: ProxySide

    private var batch: [Message] = []
    /// How many of the batch have been handed on, and how many of these the capture has.
    private var forwarded = 0
    private var captured = 0

    init(
        from source: SocketCore, on origin: ProxySide, to target: SocketCore, capture: SocketCore?
    ) {
        self.source = source
        self.target = target
        self.capture = capture
        self.origin = origin
    }

    /// Moves up to `limit` messages, or until there is nothing to move, no room, or another order. Says whether
    /// anything was moved.
    mutating func move(upTo limit: Int, _ control: ProxyControl) throws(ZMQError) -> Bool {
        var left = limit
        var hasMoved = false
        while left > 0, control.order == .run {
            if batch.isEmpty {
                guard try take(min(left, Self.batchLimit), control) else { return hasMoved }
                hasMoved = true
                left -= batch.count
            }
            if try forward(control) { hasMoved = true }
            if try copy() { hasMoved = true }
            guard forwarded == batch.count, capture == nil || captured == forwarded else { return hasMoved }
            batch.removeAll(keepingCapacity: true)
            forwarded = 0
            captured = 0
        }
        return hasMoved
    }

    /// Takes a batch, no more than there is room for.
    private mutating func take(_ limit: Int, _ control: ProxyControl) throws(ZMQError) -> Bool {
        let room = target.sendRoom(upTo: limit)
        guard room > 0 else { return false }
        let bytes = try source.receive(upTo: room, into: &batch)
        guard !batch.isEmpty else { return false }
        control.count { statistics in
            statistics[origin].messagesReceived += UInt64(batch.count)
            statistics[origin].bytesReceived += UInt64(bytes)
        }
        return true
    }

    private mutating func forward(_ control: ProxyControl) throws(ZMQError) -> Bool {
        let first = forwarded
        while forwarded < batch.count {
            let before = forwarded
            do throws(ZMQError) {
                try target.send(batch, from: &forwarded)
            } catch {
                guard error.code == .unroutable else { throw error }
                // The peer is gone; that is no reason to stop serving the others.
                batch.remove(at: forwarded)
                continue
            }
            if forwarded == before { break }
        }
        let messages = batch[first..<forwarded]
        guard !messages.isEmpty else { return false }
        control.count { statistics in
            statistics[origin.other].messagesSent += UInt64(messages.count)
            statistics[origin.other].bytesSent += UInt64(messages.reduce(0) { $0 + $1.totalBytes })
        }
        return true
    }

    private mutating func copy() throws(ZMQError) -> Bool {
        guard let capture, captured < forwarded else { return false }
        let first = captured
        do throws(ZMQError) {
            try capture.send(forwarded == batch.count ? batch : Array(batch[..<forwarded]), from: &captured)
        } catch {
            guard error.code == .unroutable else { throw error }
            // The capture has no peer of that name; that is no reason to stop either.
            captured += 1
        }
        return captured > first
    }
}
