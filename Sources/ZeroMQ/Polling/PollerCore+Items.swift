internal import ZMQReactor

/// Adding, changing and removing.
extension PollerCore {
    func add(_ subject: Subject, for interest: PollInterest) throws(ZMQError) -> PollItem {
        let item = PollItem(id: context.nextID())
        let source = try makeSource(subject, item, interest)
        let waiters = withState { state in
            state.entries[item] = Entry(interest: interest, source: source, subject: subject)
            if source != nil { state.list(item) }
            if case .socket(let socket) = subject { state.sockets.append(socket) }
            return state.waiters.removeAll()
        }
        for waiter in waiters { waiter.resume() }
        return item
    }

    func addTimer(at deadline: ContinuousClock.Instant, every interval: Duration?) -> PollItem {
        let item = PollItem(id: context.nextID())
        withState { $0.timers.add(item, at: deadline, every: interval) }
        wakeAll()
        return item
    }

    func restartTimer(_ item: PollItem, every interval: Duration?) -> Bool {
        let now = context.now
        guard withState({ $0.timers.restart(item, from: now, every: interval) }) else { return false }
        wakeAll()
        return true
    }

    /// False when there is no such item.
    func change(_ item: PollItem, to interest: PollInterest) throws(ZMQError) -> Bool {
        guard let entry = withState({ $0.entries[item] }) else { return false }
        if entry.interest == interest { return true }
        let source = try makeSource(entry.subject, item, interest)
        // The new source is of no use when the item was removed meanwhile.
        let (isFound, stale): (Bool, PollSource?) = withState { state in
            guard let old = state.entries[item] else { return (false, source) }
            state.entries[item]?.interest = interest
            state.entries[item]?.source = source
            state.list(item)
            return (true, old.source)
        }
        stale?.release()
        wakeAll()
        return isFound
    }

    /// False when there is no such item.
    func remove(_ item: PollItem) -> Bool {
        // The entry is let go of outside the lock: a socket that dies with it may call back.
        let (isTimer, entry): (Bool, Entry?) = withState { state in
            guard let entry = state.entries.removeValue(forKey: item) else {
                return (state.timers.remove(item), nil)
            }
            if entry.isListed { state.listed.removeAll { $0 == item } }
            if case .socket(let socket) = entry.subject,
                let index = state.sockets.firstIndex(where: { $0 === socket })
            {
                state.sockets.remove(at: index)
            }
            return (false, entry)
        }
        entry?.source?.release()
        wakeAll()
        return isTimer || entry != nil
    }

    /// Begins to watch a subject; nil when it is to be watched for nothing.
    private func makeSource(
        _ subject: Subject, _ item: PollItem, _ interest: PollInterest
    ) throws(ZMQError) -> PollSource? {
        let (receive, send) = (interest.contains(.receive), interest.contains(.send))
        switch subject {
        case .socket(let socket):
            try check(socket, receive: receive, send: send)
            guard receive || send else { return nil }
            let signal = PollSignal(item, of: self)
            return .socket(
                socket,
                observer: socket.core.observe(.observer(signal), receive: receive, send: send))
        case .descriptor(let number):
            guard receive || send else { return nil }
            let operation = "add a descriptor to a poller"
            let lane = try context.firstLane(for: operation).lane
            do throws(SystemError) {
                let watch = try lane.watch(descriptor: number, reading: receive, writing: send) {
                    [weak self] in
                    self?.signal(item)
                }
                return .descriptor(watch)
            } catch {
                throw ZMQError(error, operation: operation, endpoint: nil)
            }
        }
    }

    private func check(_ socket: Socket, receive: Bool, send: Bool) throws(ZMQError) {
        let operation = "add a socket to a poller"
        guard socket.core.context === context else {
            throw ZMQError(
                .invalidArgument, operation: operation, reason: "the socket belongs to another context",
                remedy: "make the poller in the context of its sockets")
        }
        guard !receive || socket.type.canReceive else {
            throw ZMQError(
                .notSupported, operation: operation, reason: "a \(socket.type) socket only sends",
                remedy: "add it for .send")
        }
        guard !send || socket.type.canSend else {
            throw ZMQError(
                .notSupported, operation: operation, reason: "a \(socket.type) socket only receives",
                remedy: "add it for .receive")
        }
    }
}
