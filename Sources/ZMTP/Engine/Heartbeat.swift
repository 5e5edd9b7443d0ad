/// When to send PING, and when to give a silent peer up (HB-01 to HB-18). A value that is told
/// the time; the connection keeps the timer and sends the PING.
package struct Heartbeat: Sendable {
    /// What is due.
    package enum Action: Equatable, Sendable {
        case none
        /// A PING with `pingTimeToLiveTenths` is due.
        case sendPing
        /// Nothing came in time: close as after an I/O failure, so that reconnecting applies (HB-12).
        case dead
    }

    /// The TTL of our PINGs in tenths of a second, rounded down (HB-18); 0 for none (HB-05).
    package let pingTimeToLiveTenths: UInt16

    private let interval: Duration?
    private let timeout: Duration?

    private var nextPing: ContinuousClock.Instant?
    /// From the first unanswered PING on (HB-11).
    private var answerDeadline: ContinuousClock.Instant?
    /// What the peer's TTL demands (HB-06).
    private var peerDeadline: ContinuousClock.Instant?
    private var unanswered = 0

    /// - Parameters:
    ///   - interval: The time between two PINGs; nil or nothing for no PINGs.
    ///   - timeout: How long after a PING anything must arrive; nil for as long as the interval (HB-09), nothing for
    ///     ever.
    ///   - timeToLive: What the peer is told: to close when nothing of us arrives for so long.
    package init(interval: Duration?, timeout: Duration? = nil, timeToLive: Duration = .zero) {
        let interval = interval.flatMap { $0 > .zero ? $0 : nil }
        let timeout = timeout ?? interval ?? .zero
        self.interval = interval
        self.timeout = timeout > .zero ? timeout : nil
        pingTimeToLiveTenths = Self.tenths(timeToLive, interval: interval)
    }

    /// The earliest moment at which `check` has something to say; nil when there is none.
    package var deadline: ContinuousClock.Instant? {
        [nextPing, answerDeadline, peerDeadline].compactMap(\.self).min()
    }

    /// Starts after the handshake (HB-01). `sendsPings` is false for peers older than 3.1 (HB-14); their own PINGs
    /// count nevertheless.
    package mutating func start(at now: ContinuousClock.Instant, sendsPings: Bool) {
        nextPing = sendsPings ? interval.map { now + $0 } : nil
    }

    /// Says that bytes arrived, whatever they mean: they clear both deadlines (HB-10). Comes before `received` for a
    /// PING among them, and again for whatever follows that PING.
    package mutating func receivedAnything(at now: ContinuousClock.Instant) {
        answerDeadline = nil
        peerDeadline = nil
        unanswered = 0
    }

    /// Says that a PING with this TTL arrived; nil for one without (HB-05, HB-06).
    package mutating func received(timeToLive: Duration?, at now: ContinuousClock.Instant) {
        peerDeadline = timeToLive.map { now + $0 }
    }

    /// Says what is due. Counts a PING as sent.
    package mutating func check(at now: ContinuousClock.Instant) -> Action {
        if let answerDeadline, now >= answerDeadline { return .dead }
        if let peerDeadline, now >= peerDeadline { return .dead }
        guard let interval, let due = nextPing, now >= due else { return .none }
        // From now, not from when it was due: after a pause there is no burst.
        nextPing = now + interval
        // More would only pile up at a peer that does not answer (HB-13).
        guard unanswered < Limits.unansweredPings else { return .none }
        unanswered += 1
        if answerDeadline == nil { answerDeadline = timeout.map { now + $0 } }
        return .sendPing
    }

    /// A TTL as it is sent: cut to what libzmq computes rightly (HB-07). If our PINGs come less often than that, the
    /// cut TTL would end healthy connections, so none is sent.
    private static func tenths(_ timeToLive: Duration, interval: Duration?) -> UInt16 {
        let most = Duration.milliseconds(100 * Int(Limits.sentTimeToLiveTenths))
        guard timeToLive > .zero else { return 0 }
        if timeToLive > most {
            guard let interval, interval < most else { return 0 }
            return Limits.sentTimeToLiveTenths
        }
        let parts = timeToLive.components
        // At most 65.5 s from here on, so nothing overflows.
        return UInt16(clamping: parts.seconds * 10 + parts.attoseconds / 100_000_000_000_000_000)
    }
}
