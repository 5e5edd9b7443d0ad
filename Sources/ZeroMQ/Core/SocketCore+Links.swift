internal import ZMQReactor

/// How peers come and go. Called by endpoints and connections, without any lock held.
extension SocketCore {
    /// Makes a link, not attached yet.
    ///
    /// - Parameter outbound: the pipe to write, or nil for a new one; inproc shares pipes.
    func makeLink(
        outbound: Pipe? = nil, inbound: Pipe? = nil, receiveCapacity: Int? = nil, receiveBytes: Int? = nil,
        queuesUnconnected: Bool = false, givenRoutingID: Frame? = nil, sharesPipes: Bool = false
    ) -> Link {
        let capacity = receiveCapacity ?? options.receiveHighWaterMark
        let link = Link(
            id: context.nextID(), socket: self,
            outbound: outbound
                ?? Pipe(
                    capacity: options.sendHighWaterMark, byteCapacity: options.sendHighWaterBytes,
                    conflates: options.conflate && type.canSend),
            inbound: inbound
                ?? Pipe(
                    capacity: options.receiveHighWaterMark, byteCapacity: options.receiveHighWaterBytes,
                    conflates: options.conflate && type.canReceive),
            receiveCapacity: capacity, receiveBytes: receiveBytes ?? options.receiveHighWaterBytes,
            queuesUnconnected: queuesUnconnected, givenRoutingID: givenRoutingID, sharesPipes: sharesPipes)
        link.outbound.connect(writer: link, reader: nil)
        link.inbound.connect(writer: nil, reader: link)
        return link
    }

    /// Adds a link. Returns nil, or why the socket does not want it.
    ///
    /// - Parameter waiting: who is told when it may be worth to try again, if another peer has the place.
    func attach(_ link: Link, orRecall waiting: InprocConnectedEndpoint? = nil) -> ConnectionEnd? {
        update { state, effects in
            guard state.phase == .open else { return .closedLocally }
            if let reason = pattern.attach(link, &effects) {
                state.refuse(waiting, reason)
                return reason
            }
            state.links[link.id] = link
            if link.queuesUnconnected { state.signalSenders(&effects) }
            return nil
        }
    }

    /// Says that the peer of an attached link is there. Returns nil, or why the socket does not want it.
    ///
    /// - Parameter waiting: who is told when it may be worth to try again, if another peer has the place.
    func established(
        _ link: Link, peer: Peer, orRecall waiting: InprocConnectedEndpoint? = nil
    ) -> ConnectionEnd? {
        update { state, effects in
            let reason = establish(link, peer, in: &state, &effects)
            if let reason { state.refuse(waiting, reason) }
            return reason
        }
    }

    private func establish(
        _ link: Link, _ peer: Peer, in state: inout State, _ effects: inout Effects
    ) -> ConnectionEnd? {
        guard state.phase == .open, state.links[link.id] != nil else { return .closedLocally }
        link.peer = peer
        if link.givenRoutingID == nil { link.routingID = peer.info.routingID }
        if let reason = pattern.established(link, &effects) {
            link.peer = nil
            return reason
        }
        link.isEstablished = true
        state.linksOfPeers[peer.id] = link
        effects.announce(.joined(peer))
        state.signalSenders(&effects)
        return nil
    }

    /// Says that the peer of an attached link is gone.
    ///
    /// - Parameter stays: whether the link waits for the peer to come back. Otherwise what was queued for it is
    ///   lost; what has come from it is still received.
    /// - Parameter unread: how many messages the peer had not read, where this side knows.
    func lost(_ link: Link, reason: ConnectionEnd, stays: Bool, unread: Int = 0) {
        update { state, effects in
            guard state.links[link.id] != nil else { return }
            // Once, and not for a READY that was too large.
            if reason.isOversize, link.isEstablished { effects.drop(.oversize) }
            let wasEstablished = link.isEstablished
            // What its sender has not announced yet.
            if wasEstablished, link.hasMessage(&effects) { pattern.becameReadable(link, &effects) }
            link.isEstablished = false
            link.isGone = !stays
            if wasEstablished || link.isGone { pattern.lost(link, &effects) }
            if wasEstablished, let peer = link.peer {
                state.linksOfPeers[peer.id] = nil
                effects.announce(.left(peer, reason.disconnectReason))
                state.recallRefused(&effects)
            }
            // An XPUB may have cancelled subscriptions to report; who waits for this peer's room waits in vain.
            state.signalReceivers(&effects)
            effects.resume(state.senders.removeAll())
            state.signalSenders(&effects)
            guard !stays else { return }
            state.links[link.id] = nil
            var dropped = unread
            if link.sharesPipes {
                link.outbound.closeForWriting()
            } else {
                dropped += link.outbound.close()
            }
            if dropped > 0 { state.counters.dropped[.peerGone] += UInt64(dropped) }
            state.counters.dropped[.conflated] += link.conflated
            state.departed.append(link)
            // The link and the pipe would keep each other alive.
            link.inbound.forgetReader()
            pattern.detach(link, &effects)
        }
    }

    /// Takes a link out at the application's wish: nothing more is received from it. Returns how many messages of
    /// its peer were not read; unless they came over inproc, where their sender counts them, they are counted.
    @discardableResult
    func detach(_ link: Link) -> Int {
        update { state, effects in
            guard state.links.removeValue(forKey: link.id) != nil else { return 0 }
            if link.isEstablished {
                link.isEstablished = false
                pattern.lost(link, &effects)
                if let peer = link.peer {
                    state.linksOfPeers[peer.id] = nil
                    effects.announce(.left(peer, .closedLocally))
                }
                state.recallRefused(&effects)
            }
            link.isGone = true
            link.inbound.closeForWriting()
            let unread = link.unread
            if !link.sharesPipes { state.counters.dropped[.closed] += UInt64(unread) }
            state.counters.dropped[.conflated] += link.conflated
            link.inbound.close()
            link.discardReceived(&effects)
            pattern.detach(link, &effects)
            state.signalReceivers(&effects)
            state.signalSenders(&effects)
            return unread
        }
    }

    /// Takes a link out again whose peer was refused. What is in its pipes is the peer's, and stays there.
    func takeOut(_ link: Link) {
        update { state, effects in
            guard state.links.removeValue(forKey: link.id) != nil else { return }
            link.isGone = true
            pattern.detach(link, &effects)
        }
    }

    /// Has those who were refused try again: perhaps somewhere else.
    func recallRefused() {
        update { state, effects in state.recallRefused(&effects) }
    }

    /// Who was refused does not come back any more.
    func forgetRefused(_ endpoint: InprocConnectedEndpoint) {
        update { state, _ in state.refused.removeAll { $0 === endpoint } }
    }

    /// The peers that are connected now.
    var peers: [Peer] {
        update { state, _ in state.linksOfPeers.values.compactMap(\.peer) }
    }

    /// What a ROUTER calls a peer, while it is connected.
    func routingID(of peer: Peer) throws(ZMQError) -> Frame {
        let name: Frame? = try locked { (state, _) throws(ZMQError) in
            try state.checkOpen("send")
            return state.linksOfPeers[peer.id]?.routingID
        }
        guard let name else {
            throw ZMQError(.unroutable, operation: "send", reason: "the peer is gone: \(peer)")
        }
        return name
    }
}

extension SocketCore.State {
    fileprivate mutating func refuse(_ waiting: InprocConnectedEndpoint?, _ reason: ConnectionEnd) {
        if let waiting, reason.isPlaceTaken { refused.append(waiting) }
    }

    /// A place may be free.
    mutating func recallRefused(_ effects: inout Effects) {
        effects.recall(refused)
        refused = []
    }
}
