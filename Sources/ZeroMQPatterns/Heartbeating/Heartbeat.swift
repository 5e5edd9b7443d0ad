/// Watches over one peer by heartbeats: says when to ping it, and when it is to be taken for dead.
///
/// The rules of the Guide (4.6): a ping goes out only when nothing else was sent for an interval; everything that
/// arrives is a sign of life; after a number of intervals of silence in a row the peer is dead. Intervals are
/// counted, and of those that pass unwatched only one: a program that was stopped for a minute does not find all its
/// peers dead before it has read what they sent meanwhile.
///
/// ```swift
/// var heartbeat = Heartbeat(interval: .seconds(1), liveness: 3, at: clock.now)
/// while true {
///     if let message = try socket.tryReceive(within: clock.now.duration(to: heartbeat.nextDeadline)) {
///         heartbeat.heard(at: clock.now)
///         ...
///     }
///     switch heartbeat.check(at: clock.now) {
///     case .ping: try socket.send("PING")
///     case .dead: reconnect()
///     case .nothing: break
///     }
/// }
/// ```
///
/// A value without a clock of its own: it is told the time, so it can be tested without waiting.
public struct Heartbeat: Hashable, Sendable {
    /// What is to be done now.
    public enum Action: Hashable, Sendable {
        /// Nothing, until ``Heartbeat/nextDeadline``.
        case nothing
        /// Send a ping; it has been taken note of.
        case ping
        /// The peer has been silent for too long. Reported by every check, until it is heard again or `restart`.
        case dead
    }

    /// After how much silence of ours a ping is due, and how long one step of the countdown takes.
    public let interval: Duration

    /// After how many intervals of silence a peer is dead.
    public let liveness: Int

    /// How many intervals of silence are left until the peer is dead.
    public private(set) var remaining: Int

    private var pingDue: ContinuousClock.Instant
    private var countdownDue: ContinuousClock.Instant

    /// Begins to watch, with a peer that is taken for alive.
    ///
    /// - Parameters:
    ///   - interval: more than zero; both sides should use the same.
    ///   - liveness: at least 1; 3 to 5 are usual.
    public init(
        interval: Duration = .seconds(1), liveness: Int = 3, at now: ContinuousClock.Instant
    ) {
        self.interval = max(interval, .nanoseconds(1))
        self.liveness = max(liveness, 1)
        remaining = self.liveness
        pingDue = now.advanced(by: self.interval)
        countdownDue = pingDue
    }

    /// Whether the peer is to be taken for dead.
    public var isDead: Bool { remaining == 0 }

    /// When to check again if nothing happens until then.
    public var nextDeadline: ContinuousClock.Instant {
        isDead ? pingDue : min(pingDue, countdownDue)
    }

    /// Takes note of anything that came from the peer.
    public mutating func heard(at now: ContinuousClock.Instant) {
        remaining = liveness
        countdownDue = now.advanced(by: interval)
    }

    /// Takes note of anything that was sent to the peer: no ping is needed for an interval.
    public mutating func sent(at now: ContinuousClock.Instant) {
        pingDue = now.advanced(by: interval)
    }

    /// Says what is to be done. To be called when there is nothing to receive, or all of it was.
    public mutating func check(at now: ContinuousClock.Instant) -> Action {
        if !isDead, now >= countdownDue {
            remaining -= 1
            countdownDue = now.advanced(by: interval)
        }
        if isDead { return .dead }
        guard now >= pingDue else { return .nothing }
        sent(at: now)
        return .ping
    }

    /// Begins anew: with a connection that was just made.
    public mutating func restart(at now: ContinuousClock.Instant) {
        heard(at: now)
        sent(at: now)
    }
}
