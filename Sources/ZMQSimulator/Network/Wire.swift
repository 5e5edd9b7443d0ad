internal import ZMQReactor

/// One connection of the simulated network: two streams of bytes in opposite directions.
///
/// Bytes arrive in order and, unless the connection breaks, completely, as with TCP. Thread-safe.
final class Wire: Sendable {
    /// An end of a wire.
    enum Side: Int, Sendable {
        case connecting = 0
        case accepting = 1

        var other: Side { self == .connecting ? .accepting : .connecting }
    }

    fileprivate struct State {
        var ends = [WireEnd(), WireEnd()]
        var conditions: LinkConditions
        /// Whether nothing gets through.
        var isHeld = false
        /// Who is told when something happens at an end.
        var listeners: [(@Sendable () -> Void)?] = [nil, nil]
    }

    /// Which hosts it connects, the connecting one first.
    let hosts: [SimulatedHost]
    private let timeline: Timeline
    private let state: Guarded<State>

    init(
        from: SimulatedHost, to: SimulatedHost, conditions: LinkConditions, timeline: Timeline
    ) {
        hosts = [from, to]
        self.timeline = timeline
        state = Guarded(State(conditions: conditions))
    }

    func listen(_ side: Side, _ listener: @escaping @Sendable () -> Void) {
        state.withLock { $0.listeners[side.rawValue] = listener }
    }

    // MARK: What a channel does

    func read(_ side: Side, atMost limit: Int) -> (bytes: [UInt8], end: ByteChannelRead) {
        let now = timeline.now
        let chance = timeline.random { ($0.next(), $0.next()) }
        let (bytes, end, freed): ([UInt8], ByteChannelRead, Bool) = state.withLock { state in
            var end = state.ends[side.rawValue]
            defer { state.ends[side.rawValue] = end }
            let splits = state.conditions.splits
            let count = Self.part(of: min(end.unread, limit), splits: splits, chance)
            if count > 0 {
                let bytes = end.read(atMost: count)
                let freed =
                    !state.isHeld && end.takeArrivals(at: now, room: state.conditions.receiveBufferBytes)
                return (bytes, .bytes(count), freed)
            }
            if let failure = end.failure { return ([], .failed(failure), false) }
            return ([], end.hasEnded ? .ended : .wouldBlock, false)
        }
        if freed { notify(side.other) }
        return (bytes, end)
    }

    /// How many bytes a write could take.
    func room(for side: Side) -> Int {
        state.withLock { $0.room(for: side) }
    }

    /// Takes as many of `bytes` as there is room for.
    func write(_ side: Side, _ bytes: [UInt8]) -> ByteChannelWrite {
        enum Outcome: Sendable {
            case failed(SystemError)
            case written(Int, arrival: ContinuousClock.Instant?, meetsClosed: Bool)
        }
        let now = timeline.now
        let chance = timeline.random { ($0.next(), $0.next(), $0.next()) }
        let outcome: Outcome = state.withLock { state in
            if let failure = state.ends[side.rawValue].failure { return .failed(failure) }
            if state.ends[side.rawValue].isClosed { return .failed(.brokenPipe) }
            let available = min(bytes.count, state.room(for: side))
            let count = Self.part(
                of: available, splits: state.conditions.splits, (chance.0, chance.1))
            guard count > 0 else { return .written(0, arrival: nil, meetsClosed: false) }
            let arrival = state.send(
                .bytes(Array(bytes[..<count])), to: side.other, at: now, chance: chance.2)
            return .written(count, arrival: arrival, meetsClosed: state.ends[side.other.rawValue].isClosed)
        }
        switch outcome {
        case .failed(let error): return .failed(error)
        case .written(let count, let arrival, let meetsClosed):
            if let arrival { planArrival(at: side.other, arrival) }
            if let arrival, meetsClosed { planReset(of: side, at: arrival) }
            return .bytes(count)
        }
    }

    /// Closes one end. What was written still arrives; the other side's further bytes break the connection.
    func close(_ side: Side) {
        let now = timeline.now
        let chance = timeline.random { $0.next() }
        let arrival: ContinuousClock.Instant? = state.withLock { state in
            guard !state.ends[side.rawValue].isClosed else { return nil }
            state.ends[side.rawValue].isClosed = true
            state.ends[side.rawValue].discard()
            state.listeners[side.rawValue] = nil
            guard state.ends[side.rawValue].failure == nil else { return nil }
            return state.send(.end, to: side.other, at: now, chance: chance)
        }
        if let arrival { planArrival(at: side.other, arrival) }
    }

    /// Whether a read and whether a write would bring something.
    func readiness(_ side: Side) -> (readable: Bool, writable: Bool) {
        state.withLock { state in
            let end = state.ends[side.rawValue]
            let room = state.room(for: side)
            // A system does not wake a writer for every byte.
            let hasRoom = room > 0 && room >= state.conditions.sendBufferBytes / 4
            return (
                end.unread > 0 || end.hasEnded || end.failure != nil, end.failure != nil || hasRoom
            )
        }
    }

    /// True when nobody has planned a look at the end yet; then it is the caller who does.
    func beginCheck(_ side: Side) -> Bool {
        state.withLock { state in
            defer { state.ends[side.rawValue].isCheckPlanned = true }
            return !state.ends[side.rawValue].isCheckPlanned
        }
    }

    func endCheck(_ side: Side) {
        state.withLock { $0.ends[side.rawValue].isCheckPlanned = false }
    }

    var isOver: Bool {
        state.withLock { $0.ends.allSatisfy { $0.isClosed } }
    }
}

extension Wire {
    // MARK: What happens to it

    private func planArrival(at side: Side, _ time: ContinuousClock.Instant) {
        timeline.post(at: time) { [self] in
            let now = timeline.now
            let changed = state.withLock { state in
                guard !state.isHeld else { return false }
                let room = state.conditions.receiveBufferBytes
                return state.ends[side.rawValue].takeArrivals(at: now, room: room)
            }
            if changed { notifyBoth() }
        }
    }

    private func planReset(of side: Side, at time: ContinuousClock.Instant) {
        timeline.post(at: time) { [self] in fail(side, .reset) }
    }

    /// The connection is broken for one side; a partition keeps it from knowing.
    func fail(_ side: Side, _ error: SystemError) {
        state.withLock { state in
            if state.isHeld {
                state.ends[side.rawValue].heldFailure = error
            } else if state.ends[side.rawValue].failure == nil {
                state.ends[side.rawValue].failure = error
            }
        }
        notify(side)
    }

    /// The connection breaks for both sides at once: what is on its way is lost, and so is, by chance, what has
    /// arrived and was not read.
    func cut() {
        let chance = timeline.random { ($0.next(), $0.next()) }
        state.withLock { state in
            for (index, chance) in [chance.0, chance.1].enumerated() {
                state.ends[index].lose()
                if chance & 1 == 0 { state.ends[index].discard() }
                if state.ends[index].failure == nil { state.ends[index].failure = .reset }
            }
        }
        notifyBoth()
    }

    /// One side's host is gone, without a word to the other.
    func vanish(_ side: Side) {
        state.withLock { state in
            state.isHeld = true
            state.ends[side.rawValue].isClosed = true
            state.ends[side.rawValue].discard()
            state.listeners[side.rawValue] = nil
            state.ends[side.other.rawValue].heldFailure = .reset
        }
    }

    /// Begins or ends a partition. What was held back arrives after it, or what has broken meanwhile is noticed.
    func setHeld(_ isHeld: Bool) {
        let resumes: Bool = state.withLock { state in
            let was = state.isHeld
            state.isHeld = isHeld
            guard was, !isHeld else { return false }
            for index in 0..<2 {
                if let failure = state.ends[index].heldFailure {
                    state.ends[index].failure = state.ends[index].failure ?? failure
                }
            }
            return true
        }
        guard resumes else { return }
        let delay = state.withLock { $0.conditions.delay }
        for side in [Side.connecting, .accepting] { planArrival(at: side, timeline.now.advanced(by: delay)) }
        notifyBoth()
    }

    func setConditions(_ conditions: LinkConditions) {
        state.withLock { $0.conditions = conditions }
        notifyBoth()
    }

    private func notify(_ side: Side) {
        let listener = state.withLock { $0.listeners[side.rawValue] }
        listener?()
    }

    private func notifyBoth() {
        notify(.connecting)
        notify(.accepting)
    }

    /// How many of `count` bytes are moved at a time: often all, sometimes few, by chance.
    private static func part(of count: Int, splits: Bool, _ chance: (UInt64, UInt64)) -> Int {
        guard splits, count > 1 else { return max(count, 0) }
        switch chance.0 % 4 {
        case 0: return min(count, 1 + Int(chance.1 % 8))
        case 1: return 1 + Int(chance.1 % UInt64(count))
        default: return count
        }
    }
}

extension Wire.State {
    fileprivate func room(for side: Wire.Side) -> Int {
        max(conditions.sendBufferBytes - ends[side.other.rawValue].inFlight, 0)
    }

    /// Puts something on its way and says when it arrives.
    fileprivate mutating func send(
        _ content: WireItem.Content, to side: Wire.Side, at now: ContinuousClock.Instant, chance: UInt64
    ) -> ContinuousClock.Instant {
        var end = ends[side.rawValue]
        defer { ends[side.rawValue] = end }
        var departure = max(now, end.lineIsFree ?? now)
        if case .bytes(let bytes) = content, let speed = conditions.bytesPerSecond, speed > 0 {
            departure = departure.advanced(by: .seconds(1) * bytes.count / speed)
        }
        end.lineIsFree = departure
        let jitter = conditions.jitter * (Double(chance >> 11) / Double(1 << 53))
        let arrival = max(
            departure.advanced(by: conditions.delay + jitter), end.lastArrival ?? departure)
        end.lastArrival = arrival
        end.append(WireItem(arrival: arrival, content: content))
        return arrival
    }
}

extension SystemError {
    static let reset = SystemError("recv", number: ErrorNumber.connectionReset)
    static let brokenPipe = SystemError("send", number: ErrorNumber.brokenPipe)
    static let refused = SystemError("connect", number: ErrorNumber.connectionRefused)
    static let connectTimedOut = SystemError("connect", number: ErrorNumber.timedOut)
    static let noFiles = SystemError("accept", number: ErrorNumber.tooManyFiles)
}
