internal import ZMQReactor

/// Finding out what is ready, and waiting until something is.
extension PollerCore {
    /// An item that was looked at.
    private struct Look: Sendable {
        let item: PollItem
        let source: PollSource
        let interest: PollInterest
        let signals: UInt64
    }

    /// How many of the sockets are asked for their lane. If it is not the lane of the others as well, waiting is
    /// only less direct.
    private static let laneSample = 8

    /// How many waits of a task may end at once before others get a turn.
    private static let waitsPerTurn = 64

    /// What is ready now, in the order of adding. When nothing is, `waiter` is resumed as soon as it is worth to
    /// look again; a timer that expires does not resume it.
    func ready(else waiter: Waiter? = nil) throws(ZMQError) -> PollEvents {
        let now = context.now
        // The waiter first: what is signalled from here on resumes it.
        let (expired, looks): ([PollEvent], [Look]) = withState { state in
            if let waiter { state.waiters.append(waiter) }
            let looks: [Look] = state.listed.compactMap { item in
                guard let entry = state.entries[item], let source = entry.source else { return nil }
                return Look(item: item, source: source, interest: entry.interest, signals: entry.signals)
            }
            return (state.timers.takeExpired(at: now), looks)
        }
        if context.isTerminated {
            if let waiter { stopWaiting(waiter) }
            throw ZMQError(.contextTerminated, operation: "poll", reason: "the context was terminated")
        }
        var events = expired
        var idle: [Look] = []
        for look in looks {
            if let event = look.source.check(look.item, for: look.interest) {
                events.append(event)
            } else {
                idle.append(look)
            }
        }
        if !idle.isEmpty { unlist(idle) }
        if let waiter {
            if events.isEmpty {
                for look in idle { look.source.arm() }
            } else {
                stopWaiting(waiter)
            }
        }
        if events.count > 1 { events.sort { $0.item.id < $1.item.id } }
        return PollEvents(events)
    }

    /// Takes items off the list that were found idle and not signalled since.
    private func unlist(_ idle: [Look]) {
        withState { state in
            var isShorter = false
            for look in idle where !look.source.needsAsking {
                guard let index = state.entries.index(forKey: look.item),
                    state.entries.values[index].signals == look.signals
                else { continue }
                state.entries.values[index].isListed = false
                isShorter = true
            }
            if isShorter { state.listed.removeAll { state.entries[$0]?.isListed != true } }
        }
    }

    private func stopWaiting(_ waiter: Waiter) {
        withState { _ = $0.waiters.remove(waiter) }
    }

    private func nextEnd(_ deadline: ContinuousClock.Instant?) -> ContinuousClock.Instant? {
        let next = withState { $0.timers.nextDeadline }
        guard let next, let deadline else { return next ?? deadline }
        return min(next, deadline)
    }

    /// The lane that the sockets are on, if it is one.
    private var lane: IOLane? {
        let sockets = withState { Array($0.sockets.prefix(Self.laneSample)) }
        guard let first = sockets.first?.core.lane else { return nil }
        return sockets.dropFirst().allSatisfy { $0.core.lane === first } ? first : nil
    }

    /// Blocks until something is ready or `deadline` has passed; nil is for ever.
    func wait(until deadline: ContinuousClock.Instant?) throws(ZMQError) -> PollEvents {
        let found = try ready()
        if !found.isEmpty { return found }
        let parker = Parker()
        let lane = lane
        while true {
            let found = try ready(else: .thread(parker))
            if !found.isEmpty { return found }
            if let deadline, context.now >= deadline {
                stopWaiting(.thread(parker))
                return found
            }
            _ = context.wait(for: parker, on: lane, until: nextEnd(deadline))
            stopWaiting(.thread(parker))
            parker.reset()
        }
    }

    /// Suspends until something is ready or `deadline` has passed; nil is for ever.
    func wait(until deadline: ContinuousClock.Instant?) async throws(ZMQError) -> PollEvents {
        if Task.isCancelled { throw cancelled }
        let found = try ready()
        if !found.isEmpty {
            await giveWay()
            return found
        }
        let lane = lane
        while true {
            let parker = TaskParker()
            let found = try ready(else: .task(parker))
            if !found.isEmpty { return found }
            defer { stopWaiting(.task(parker)) }
            if let deadline, context.now >= deadline { return found }
            if try await context.suspend(parker, on: lane, until: nextEnd(deadline)) { throw cancelled }
        }
    }

    /// Lets other tasks run every now and then: a loop that always finds something would never suspend.
    private func giveWay() async {
        let isTurnOver = withState { state in
            state.immediateWaits = (state.immediateWaits + 1) % Self.waitsPerTurn
            return state.immediateWaits == 0
        }
        if isTurnOver { await Task.yield() }
    }

    /// When a wait that starts now and may take `timeout` is over; nil for ever.
    func deadline(_ timeout: Duration?) -> ContinuousClock.Instant? {
        guard let timeout else { return nil }
        return context.now.later(by: timeout)
    }

    private var cancelled: ZMQError {
        ZMQError(.cancelled, operation: "poll", reason: "the task was cancelled")
    }
}
