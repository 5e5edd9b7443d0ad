internal import ZMQReactor

extension Timeline {
    /// How long a thread sleeps, in real time, while another one runs an event.
    private static let nap = Duration.microseconds(50)

    /// Runs events until `parker` is signalled or the clock stands at `deadline`; says whether it was signalled.
    ///
    /// Without a deadline it gives up after `patience`, or when nothing is left to happen.
    func wait(
        for parker: Parker, until deadline: ContinuousClock.Instant?, patience: Duration
    ) -> Bool {
        let limit = deadline ?? now.advanced(by: patience)
        let outcome = run(until: limit) { parker.isSignalled }
        if outcome == .done { return true }
        if deadline == nil, stall == nil {
            report(outcome == .nothingLeft ? .nothingLeft : .outOfPatience)
        }
        if deadline != nil { move(to: limit) }
        return parker.isSignalled
    }

    enum Outcome {
        case done
        case nothingLeft
        case late
    }

    /// Runs events until `isDone`, at most those until `limit`. The clock stays at the last event.
    func run(until limit: ContinuousClock.Instant?, _ isDone: () -> Bool) -> Outcome {
        while !isDone() {
            switch step(until: limit) {
            case .ran: break
            case .busy: _ = Parker().wait(until: ContinuousClock.now.advanced(by: Self.nap))
            case .nothing: return isDone() ? .done : (hasEvents ? .late : .nothingLeft)
            }
        }
        return .done
    }
}
