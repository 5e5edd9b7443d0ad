internal import ZMQReactor
internal import ZMTP

/// The one timer of a connection: it bounds the handshake, then drives the heartbeat, and at last watches over the
/// end.
extension PeerConnection {
    func startHeartbeat() {
        let policy = socket.options.heartbeat
        var heartbeat = Heartbeat(
            interval: policy?.interval, timeout: policy?.timeout, timeToLive: policy?.timeToLive ?? .zero)
        heartbeat.start(at: lane.lane.now, sendsPings: engine.version.map { $0 >= .v3_1 } ?? false)
        self.heartbeat = heartbeat
        armHeartbeat()
    }

    /// Arms the timer for what is due next. Deadlines mostly move away while traffic flows, so the timer may
    /// fire early and is then set again.
    func armHeartbeat() {
        guard let deadline = heartbeat?.deadline else { return }
        if let armed = timer.deadline, armed <= deadline { return }
        lane.lane.arm(timer, at: deadline)
    }

    func timerFired() {
        guard !hasEnded, writeFailure == nil else { return }
        if isLeaving {
            leave()
            return
        }
        guard engine.isReady else {
            end(.handshakeTimedOut)
            return
        }
        // While the application does not keep up nothing is read, so silence is not the peer's.
        if isReadingPaused { heartbeat?.receivedAnything(at: lane.lane.now) }
        switch heartbeat?.check(at: lane.lane.now) {
        case .dead:
            end(.heartbeatTimedOut)
            return
        case .sendPing:
            engine.ping(timeToLiveTenths: heartbeat?.pingTimeToLiveTenths ?? 0)
            flush()
        case .none?, nil:
            break
        }
        // Writing the PING may have ended the connection; its timer must not outlive it.
        if !hasEnded, let deadline = heartbeat?.deadline { lane.lane.arm(timer, at: deadline) }
    }
}
