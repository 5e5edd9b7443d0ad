/// Something that happens at a point in virtual time.
struct TimelineEvent: Sendable {
    /// What an event means for whoever waits until nothing is going on.
    enum Kind: Sendable {
        /// Work and traffic.
        case activity
        /// A timer: may be far away, and may be disarmed before it is due.
        case timer
        /// Something that the test asked for; runs like its own code, so it may wait for other events.
        case script
    }

    let time: ContinuousClock.Instant

    /// Decides among events of one instant; random when the simulation shuffles.
    let tie: UInt64

    /// Decides when the ties are equal too: first come, first served.
    let order: UInt64

    let kind: Kind

    /// Whether the event still stands; looked at when its turn has come.
    let isLive: @Sendable () -> Bool

    let action: @Sendable () -> Void

    static func < (left: TimelineEvent, right: TimelineEvent) -> Bool {
        (left.time, left.tie, left.order) < (right.time, right.tie, right.order)
    }
}
