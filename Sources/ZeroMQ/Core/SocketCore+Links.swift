internal import ZMQReactor

/// How peers come and go. Called by endpoints and connections, without any lock held.
extension SocketCore {
    /// Makes a link, not attached yet.
    ///
    /// - Parameter outbound: the pipe to write, or nil for a new one; inproc shares pipes.
    func makeLink(
        outbound: Pipe? = nil, inbound: Pipe? = nil, receiveCapacity: Int? = nil,
        queuesUnconnected: Bool = false, givenRoutingID: Frame? = nil
    ) -> Link {
        let capacity = receiveCapacity ?? options.receiveHighWaterMark
        let link = Link(
            id: context.nextID(), socket: self,
            outbound: outbound
                ?? Pipe(capacity: options.sendHighWaterMark, conflates: options.conflate && type.canSend),
            inbound: inbound
                ?? Pipe(
                    capacity: options.receiveHighWaterMark, conflates: options.conflate && type.canReceive),
            receiveCapacity: capacity, queuesUnconnected: queuesUnconnected, givenRoutingID: givenRoutingID)
        link.outbound.connect(writer: link, reader: nil)
        link.inbound.connect(writer: nil, reader: link)
        return link
    }

    /// Adds a link. Returns nil, or why the socket does not want it.
    func attach(_ link: Link) -> ConnectionEnd? {
        update { state, effects in
            guard state.phase == .open else { return .closedLocally }
            if let reason = pattern.attach(link, &effects) { return reason }
            state.links[link.id] = link
            if link.queuesUnconnected { state.signalSenders(&effects) }
            return nil
        }
    }

    /// Says that the peer of an attached link is there. Returns nil, or why the socket does not want it.
    func established(_ link: Link, peer: Peer) -> ConnectionEnd? {
        update { state, effects in
            guard state.phase == .open, state.links[link.id] != nil else { return .closedLocally }
            link.peer = peer
            if link.givenRoutingID == nil {
                link.routingID = peer.info.routingID.isEmpty ? nil : Frame(peer.info.routingID)
            }
            if let reason = pattern.established(link, &effects) {
                link.peer = nil
                return reason
            }
            link.isEstablished = true
            effects.announce(.joined(peer))
            state.signalSenders(&effects)
            return nil
        }
    }

    /// Says that the peer of an attached link is gone.
    ///
    /// - Parameter stays: whether the link waits for the peer to come back. Otherwise what was queued for it is
    ///   lost; what has come from it is still received.
    func lost(_ link: Link, reason: ConnectionEnd, stays: Bool) {
        update { state, effects in
            guard state.links[link.id] != nil else { return }
            let wasEstablished = link.isEstablished
            link.isEstablished = false
            // Something may have come whose writer has not told of it yet.
            if !stays, link.hasMessage(&effects) { pattern.becameReadable(link, &effects) }
            if wasEstablished { pattern.lost(link, &effects) }
            if link.givenRoutingID == nil, stays { link.routingID = nil }
            if wasEstablished, let peer = link.peer { effects.announce(.left(peer, reason.disconnectReason)) }
            guard !stays else {
                state.signalSenders(&effects)
                return
            }
            link.isGone = true
            state.links[link.id] = nil
            let dropped = link.outbound.close()
            link.inbound.closeForWriting()
            if dropped > 0 { state.counters.dropped[.peerGone] += UInt64(dropped) }
            pattern.detach(link, &effects)
            state.signalReceivers(&effects)
        }
    }

    /// Takes a link out at the application's wish: nothing more is received from it.
    func detach(_ link: Link) {
        update { state, effects in
            guard state.links.removeValue(forKey: link.id) != nil else { return }
            if link.isEstablished {
                link.isEstablished = false
                pattern.lost(link, &effects)
                if let peer = link.peer { effects.announce(.left(peer, .closedLocally)) }
            }
            link.isGone = true
            link.inbound.close()
            link.discardReceived(&effects)
            pattern.detach(link, &effects)
        }
    }

    /// The peers that are connected now.
    var peers: [Peer] {
        update { state, _ in state.links.values.filter(\.isEstablished).compactMap(\.peer) }
    }
}
