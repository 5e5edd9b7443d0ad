internal import ZMQReactor

/// What others learn about a socket: readiness for pollers, peers, subscribers, statistics.
extension SocketCore {
    /// What is possible without waiting, of what is asked for. A closed socket keeps nobody waiting, so
    /// everything is; calls on it throw at once.
    func readiness(receive: Bool, send: Bool) -> SocketReadiness {
        update { state, effects in
            guard state.phase == .open else {
                return SocketReadiness(canReceive: receive, canSend: send, isClosed: true)
            }
            return SocketReadiness(
                canReceive: receive && type.canReceive && pattern.canReceive(&effects),
                canSend: send && type.canSend && pattern.canSend(&effects), isClosed: false)
        }
    }

    /// Resumes `waiter` whenever more may be possible than before, and when the socket closes, until the
    /// observer is removed.
    ///
    /// It says "look again" and may be wrong. Who asks for the readiness after this call and waits then misses
    /// nothing. Resumed without any lock held, on any thread.
    func observe(_ waiter: Waiter, receive: Bool, send: Bool) -> UInt64 {
        let id = context.nextID()
        update { state, _ in
            if receive { state.receiveObservers[id] = waiter }
            if send { state.sendObservers[id] = waiter }
        }
        return id
    }

    func removeObserver(_ id: UInt64) {
        update { state, _ in
            state.receiveObservers[id] = nil
            state.sendObservers[id] = nil
        }
    }

    /// How many peers would get a message whose first frame is `topic`.
    func subscriberCount(of topic: Frame) -> Int {
        update { state, _ in (pattern as? any PublishingPattern)?.subscriberCount(of: topic) ?? 0 }
    }

    /// True when at least `count` peers subscribe to `topic`; otherwise `waiter` is resumed at a change.
    func hasSubscribers(
        of topic: Frame, atLeast count: Int, else waiter: Waiter
    ) throws(ZMQError) -> Bool {
        try locked { (state, _) throws(ZMQError) in
            try state.checkOpen("wait for subscribers")
            guard let publisher = pattern as? any PublishingPattern else {
                throw notSupported("wait for subscribers")
            }
            if publisher.subscriberCount(of: topic) >= count { return true }
            state.watchers.append(waiter)
            return false
        }
    }

    func stopWatching(_ waiter: Waiter) {
        update { state, _ in _ = state.watchers.remove(waiter) }
    }

    /// The number of different topics that somebody subscribes to, or that a subscriber has.
    var topicCount: Int {
        update { state, _ in
            (pattern as? any PublishingPattern)?.topicCount
                ?? (pattern as? any SubscribingPattern)?.topicCount ?? 0
        }
    }

    /// A peer has told its subscriptions in command form. Called on the connection's lane.
    func subscriptionChanged(_ topic: Frame, isAdded: Bool, by link: Link) {
        update { state, effects in
            guard state.phase == .open, let pattern = pattern as? any PublishingPattern else { return }
            pattern.subscriptionChanged(topic, isAdded: isAdded, by: link, &effects)
            state.signalReceivers(&effects)
        }
    }

    func subscribe(to topic: Frame) throws(ZMQError) {
        try locked { (state, effects) throws(ZMQError) in
            try state.checkOpen("subscribe")
            switch pattern {
            case let pattern as any SubscribingPattern: pattern.subscribe(to: topic, &effects)
            case let pattern as any PublishingPattern:
                try pattern.applySubscription(topic, isAdded: true, &effects)
            default: throw notSupported("subscribe")
            }
        }
    }

    func unsubscribe(from topic: Frame) throws(ZMQError) {
        try locked { (state, effects) throws(ZMQError) in
            try state.checkOpen("unsubscribe")
            switch pattern {
            case let pattern as any SubscribingPattern: _ = pattern.unsubscribe(from: topic, &effects)
            case let pattern as any PublishingPattern:
                try pattern.applySubscription(topic, isAdded: false, &effects)
            default: throw notSupported("unsubscribe")
            }
        }
    }

    /// Forgets the request whose reply did not come.
    func abandonRequest() {
        update { state, effects in
            (pattern as? RequestPattern)?.abandonRequest(&effects)
            state.signalSenders(&effects)
        }
    }

    /// Ends the connection to a peer; a connecting endpoint does not come back by itself.
    func disconnect(_ peer: Peer, reason: String?) {
        update { state, effects in
            guard let link = state.linksOfPeers[peer.id] else { return }
            effects.cut(link, .kicked(reason))
        }
    }

    var statistics: SocketStatistics {
        update { state, _ in
            var statistics = state.counters
            for link in state.links.values {
                // What is queued for a connected inproc peer is in the peer's queue.
                if !link.sharesPipes || !link.isEstablished {
                    statistics.queuedToSend += link.outbound.outstanding
                }
                statistics.queuedToReceive += link.unread
                statistics.dropped[.conflated] += link.conflated
            }
            for link in state.departed.unread() { statistics.queuedToReceive += link.unread }
            statistics.queuedToReceive += (pattern as? any PublishingPattern)?.backlogCount ?? 0
            return statistics
        }
    }

    private func notSupported(_ operation: String) -> ZMQError {
        ZMQError(.notSupported, operation: operation, reason: "a \(type) socket has no subscriptions")
    }
}
