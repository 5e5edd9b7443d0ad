internal import ZMQReactor

/// A machine of the simulation, from one start to its next.
final class SimulatedHost: Sendable {
    private enum Condition {
        case runs
        case standsStill(deferred: [@Sendable () -> Void])
        case isDead(silently: Bool)
    }

    let name: String

    /// Its address in the network, and what peers see of it.
    let address: String

    private let timeline: Timeline
    private let condition = Guarded(Condition.runs)

    init(_ name: String, address: String, timeline: Timeline) {
        self.name = name
        self.address = address
        self.timeline = timeline
    }

    var isDead: Bool {
        condition.withLock { if case .isDead = $0 { true } else { false } }
    }

    /// Whether it answers nobody, not even to refuse.
    var isSilent: Bool {
        condition.withLock { if case .isDead(silently: true) = $0 { true } else { false } }
    }

    /// Runs something on the host: now, when the host goes on, or never.
    func run(_ action: @escaping @Sendable () -> Void) {
        let runsNow = condition.withLock { condition in
            switch condition {
            case .runs: return true
            case .isDead: return false
            case .standsStill(var deferred):
                deferred.append(action)
                condition = .standsStill(deferred: deferred)
                return false
            }
        }
        if runsNow { action() }
    }

    func freeze() {
        condition.withLock { condition in
            if case .runs = condition { condition = .standsStill(deferred: []) }
        }
    }

    func thaw() {
        let deferred: [@Sendable () -> Void] = condition.withLock { condition in
            guard case .standsStill(let deferred) = condition else { return [] }
            condition = .runs
            return deferred
        }
        // Lanes keep the order of their jobs themselves.
        for action in deferred { timeline.post { [self] in run(action) } }
    }

    func die(silently: Bool) {
        condition.withLock { $0 = .isDead(silently: silently) }
    }
}
