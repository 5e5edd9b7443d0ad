internal import ZMQReactor

/// Runs a proxy's engine, one runner at a time.
final class ProxyCore: Sendable {
    let control = ProxyControl()

    // Held, so that the sockets stay open.
    private let frontend: Socket
    private let backend: Socket
    private let capture: Socket?

    /// Nil while somebody runs it.
    private let engine: Guarded<ProxyEngine?>

    init(frontend: Socket, backend: Socket, capture: Socket?, directions: [ProxyDirection]) {
        self.frontend = frontend
        self.backend = backend
        self.capture = capture
        engine = Guarded(ProxyEngine(directions))
    }

    private func takeEngine() throws(ZMQError) -> ProxyEngine {
        let taken = engine.withLock { engine in
            defer { engine = nil }
            return engine
        }
        guard let taken else {
            throw ZMQError(.wrongState, operation: "run a proxy", reason: "the proxy runs already")
        }
        return taken
    }

    private func putBack(_ engine: ProxyEngine) {
        self.engine.withLock { $0 = engine }
        control.setRunner(nil, control.order == .terminate ? .terminated : .idle)
    }

    /// The lane to run while there is nothing to forward; nil when the sockets are on several.
    private var lane: IOLane? {
        guard frontend.core.context === backend.core.context else { return nil }
        let (front, back) = (frontend.core.lane, backend.core.lane)
        guard let front, let back else { return front ?? back }
        return front === back ? front : nil
    }

    /// What the runner does next.
    private enum Step {
        case goOn
        case wait
        case end
    }

    /// Forwards what can be forwarded now.
    private func step(_ engine: inout ProxyEngine) throws(ZMQError) -> Step {
        switch control.order {
        case .terminate:
            return .end
        case .run:
            control.setState(.running)
            if try engine.turn(control) { return .goOn }
        case .pause:
            control.setState(.paused)
        }
        // Nobody would notice otherwise that the socket is closed whose turn it is not.
        try engine.checkOpen()
        return .wait
    }

    func run() throws(ZMQError) {
        var engine = try takeEngine()
        let parker = Parker()
        control.setRunner(.thread(parker), .running)
        let observers = engine.observe(.thread(parker))
        defer {
            for observer in observers { observer.socket.removeObserver(observer.id) }
            putBack(engine)
        }
        while true {
            // Before looking: what is signalled from here on ends the wait.
            parker.reset()
            switch try step(&engine) {
            case .goOn: continue
            case .wait: _ = frontend.core.context.wait(for: parker, on: lane, until: nil)
            case .end: return
            }
        }
    }

    func run() async throws(ZMQError) {
        var engine = try takeEngine()
        let parker = TaskParker()
        control.setRunner(.task(parker), .running)
        let observers = engine.observe(.task(parker))
        defer {
            for observer in observers { observer.socket.removeObserver(observer.id) }
            putBack(engine)
        }
        while true {
            parker.reset()
            // After the reset, which would undo what a cancellation does to the parker.
            if Task.isCancelled { throw cancelled }
            switch try step(&engine) {
            case .goOn: await Task.yield()
            case .wait: _ = try await frontend.core.context.suspend(parker, on: lane, until: nil)
            case .end: return
            }
        }
    }

    private var cancelled: ZMQError {
        ZMQError(.cancelled, operation: "proxy", reason: "the task was cancelled")
    }
}
