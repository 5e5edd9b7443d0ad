internal import ZMQReactor
internal import ZMTP

/// Two sockets of a context that exchange messages directly: what one writes is the pipe that the other reads.
/// No lane, no protocol, no copy of large frames.
final class InprocConnection: Sendable {
    private let near: Link
    private let far: Link
    private let bound: InprocBoundEndpoint
    private weak let connected: InprocConnectedEndpoint?
    private let endpoint: Endpoint

    /// Shares the pipes of `link` with a new link of the bound socket. Each pipe holds what both sides may
    /// queue: the sum of the sender's and the receiver's high-water marks, or any number if one has none.
    init(
        _ link: Link, to bound: InprocBoundEndpoint, at endpoint: Endpoint,
        of connected: InprocConnectedEndpoint
    ) {
        self.bound = bound
        self.connected = connected
        self.endpoint = endpoint
        near = link
        let connecting = link.socket
        let outward = Self.sum(
            connecting.options.sendHighWaterMark, bound.socket.options.receiveHighWaterMark)
        let inward = Self.sum(bound.socket.options.sendHighWaterMark, connecting.options.receiveHighWaterMark)
        let outwardBytes = Self.sum(
            connecting.options.sendHighWaterBytes, bound.socket.options.receiveHighWaterBytes)
        let inwardBytes = Self.sum(
            bound.socket.options.sendHighWaterBytes, connecting.options.receiveHighWaterBytes)
        let conflates = connecting.options.conflate || bound.socket.options.conflate
        link.outbound.setCapacity(outward, bytes: outwardBytes, conflates: conflates)
        link.inbound.setCapacity(inward, bytes: inwardBytes, conflates: conflates)
        far = bound.socket.makeLink(
            outbound: link.inbound, inbound: link.outbound, receiveCapacity: outward,
            receiveBytes: outwardBytes, sharesPipes: true)
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        left == 0 || right == 0 ? 0 : left + right
    }

    private static func sum(_ left: Int?, _ right: Int?) -> Int? {
        guard let left, let right else { return nil }
        return left + right
    }

    /// Why the two sockets do not talk, and whether it was the connecting one that refused.
    struct Refusal {
        let end: ConnectionEnd
        var isOwn = false
    }

    /// Introduces the two sockets to each other. Returns nil, or why they do not want it.
    func establish() -> Refusal? {
        let near = near.socket
        let far = far.socket
        guard SocketKindPair(near.type, far.type).isLegal else {
            return Refusal(
                end: .violation(.socketTypeMismatch(ours: near.type.name, theirs: far.type.name)))
        }
        guard bound.add(self) else { return Refusal(end: .closedByPeer) }
        self.near.setCutter { [weak self] reason in self?.cut(reason) }
        self.far.setCutter { [weak self] reason in self?.cut(reason) }
        let waiting = near.options.reconnect.isEnabled ? connected : nil
        if let end = far.attach(self.far, orRecall: waiting)
            ?? far.established(self.far, peer: peer(near), orRecall: waiting)
        {
            bound.remove(self)
            far.takeOut(self.far)
            return Refusal(end: end)
        }
        if let end = near.established(self.near, peer: peer(far), orRecall: waiting) {
            bound.remove(self)
            far.lost(self.far, reason: end, stays: false)
            return Refusal(end: end, isOwn: true)
        }
        if near.options.probeRouter { probe(self.near) }
        if far.options.probeRouter { probe(self.far) }
        // What was queued before the bind.
        if self.near.outbound.hasQueued { self.far.pipeBecameReadable(sentAlone: false) }
        return nil
    }

    private func probe(_ link: Link) {
        if case .accepted(let sleeper) = link.outbound.append(Message(Frame()), unlimited: true) {
            sleeper?.reader.pipeBecameReadable(sentAlone: false)
        }
    }

    private func peer(_ socket: SocketCore) -> Peer {
        Peer(
            PeerInfo(
                id: socket.context.nextID(), address: "", endpoint: endpoint, socketType: socket.type.name,
                routingID: socket.type.tellsIdentity ? socket.options.routingID : nil,
                properties: socket.options.metadata.mapValues { Array($0.utf8) }))
    }

    /// Ends the connection because one side closes: what it has sent can still be received by the other.
    func end(by socket: SocketCore) {
        let (own, other) = socket === near.socket ? (near, far) : (far, near)
        bound.remove(self)
        own.outbound.closeForWriting()
        let unread = own.socket.detach(own)
        other.socket.lost(other, reason: .closedByPeer, stays: false, unread: unread)
        if own === far { connected?.boundSideClosed(self) }
    }

    /// Ends the connection because a side broke a rule or was asked to go.
    private func cut(_ reason: ConnectionEnd) {
        bound.remove(self)
        near.socket.lost(near, reason: reason, stays: false)
        far.socket.lost(far, reason: reason, stays: false)
        connected?.wasCut(self, reason: reason)
    }
}
