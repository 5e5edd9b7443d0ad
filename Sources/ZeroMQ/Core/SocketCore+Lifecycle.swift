internal import ZMQReactor

/// The end of a socket.
extension SocketCore {
    /// How the socket treats what is unsent when it closes.
    var linger: Linger { options.linger.resolved(for: type) }

    /// Ends the socket: whoever waits in it is told at once; endpoints send what is queued as far as the
    /// linger policy allows. Returns at once; the context's closing counter, and `completion` with the number
    /// of unsent messages, tell when it is over. Only the first call does something.
    func close(
        as phase: Phase = .closed, linger: Linger? = nil, completion: (@Sendable (Int) -> Void)? = nil
    ) {
        let linger = linger ?? self.linger
        // First: who ends the context meanwhile must wait, or find the socket open.
        let closing = context.closing
        closing.begin()
        let endpoints: [any SocketEndpoint]? = update { state, effects in
            guard state.phase == .open else { return nil }
            state.phase = phase
            effects.resume(state.senders.removeAll())
            effects.resume(state.receivers.removeAll())
            effects.resume(state.watchers.removeAll())
            state.notifyObservers(&effects)
            defer { state.endpoints = [] }
            return state.endpoints
        }
        guard let endpoints else {
            closing.end(unsent: 0)
            completion?(0)
            return
        }
        let tally = ClosingTally(endpoints.count) { [self] unsent in
            finishClosing(unsent: unsent)
            closing.end(unsent: unsent)
            completion?(unsent)
        }
        for endpoint in endpoints {
            let isOpen = endpoint.isBound || endpoint is any ConnectedSocketEndpoint
            endpoint.close(linger: linger) { [monitor] unsent in
                // What was unbound before has been told.
                if isOpen { monitor.send(.closed(endpoint.endpoint)) }
                tally.finishOne(unsent: unsent)
            }
        }
        context.forget(id)
    }

    /// Throws when the socket is closed.
    func checkOpen(for operation: String) throws(ZMQError) {
        try locked { (state, _) throws(ZMQError) in try state.checkOpen(operation) }
    }

    /// Why nothing goes any more; nil while the socket is open.
    func closingError(_ operation: String) -> ZMQError? {
        update { state, _ in state.phase == .open ? nil : state.closedError(operation) }
    }

    private func finishClosing(unsent: Int) {
        let isLast = update { state, effects in
            if unsent > 0 { effects.drop(.closed, count: unsent) }
            let kept = (pattern as? any PublishingPattern)?.unreadCount ?? 0
            if kept > 0 { effects.drop(.closed, count: kept) }
            pattern.close()
            for link in Array(state.links.values) + state.departed.unread() {
                state.counters.dropped[.closed] += UInt64(link.unread)
                if !link.isGone { state.counters.dropped[.conflated] += link.conflated }
                // Links and pipes would keep each other alive.
                link.inbound.close()
                link.outbound.close()
            }
            state.links = [:]
            state.linksOfPeers = [:]
            state.departed = DepartedLinks()
            state.recallRefused(&effects)
            state.hasClosed = true
            return state.isFinished
        }
        if isLast { finishEvents() }
    }

    /// Ends the streams of events: everything is over, also what was disconnected before and still sent.
    func finishEvents() {
        monitor.finish(with: .monitoringStopped)
        peerEvents.finish()
    }
}

/// Counts down the endpoints of a closing socket.
final class ClosingTally: Sendable {
    private struct State {
        var remaining: Int
        var unsent = 0
    }

    private let state: Guarded<State>
    private let finished: @Sendable (Int) -> Void

    init(_ count: Int, finished: @escaping @Sendable (Int) -> Void) {
        state = Guarded(State(remaining: count))
        self.finished = finished
        if count == 0 { finished(0) }
    }

    func finishOne(unsent: Int) {
        let total: Int? = state.withLock { state in
            state.remaining -= 1
            state.unsent += unsent
            return state.remaining == 0 ? state.unsent : nil
        }
        if let total { finished(total) }
    }
}
