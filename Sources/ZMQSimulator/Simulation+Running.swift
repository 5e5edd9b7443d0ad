extension Simulation {
    /// Runs everything that happens in the next `time`, and moves the clock by that.
    public func run(for time: Duration) {
        let limit = timeline.now.advanced(by: time)
        _ = timeline.run(until: limit) { false }
        timeline.move(to: limit)
    }

    /// Runs until `condition` holds, for at most `time`; says whether it does. The condition is looked at after
    /// every event.
    @discardableResult
    public func run(atMost time: Duration = .seconds(60), until condition: () -> Bool) -> Bool {
        let limit = timeline.now.advanced(by: time)
        if timeline.run(until: limit, condition) == .done { return true }
        timeline.move(to: limit)
        return condition()
    }

    /// Runs until there is neither work nor traffic: what is left are timers, bytes held back by a partition, and
    /// what `schedule` planned. Timers that come due meanwhile run as well.
    ///
    /// - Returns: false when that was not so within `time`.
    @discardableResult
    public func runUntilIdle(atMost time: Duration = .seconds(3600)) -> Bool {
        run(atMost: time) { !timeline.isActive }
    }

    /// Plans `action` for a moment in the future: a fault, for example, while the test waits in a receive.
    ///
    /// It runs on the thread that drives the simulation then, and may do all that a test may.
    public func schedule(after time: Duration, _ action: @escaping @Sendable () -> Void) {
        timeline.post(.script, at: timeline.now.advanced(by: time), action)
    }
}
