internal import ZMQReactor

/// How other threads tell a connection that its link has messages or room. Outlives the connection harmlessly.
final class ConnectionWaker: PipeReader, PipeWriter {
    private let lane: any Lane
    private let task: Guarded<LaneTaskReference?>

    init(_ lane: IOLane) {
        self.lane = lane.lane
        task = Guarded(nil)
    }

    func connect(to connection: PeerConnection) {
        let reference = LaneTaskReference(connection)
        task.withLock { $0 = reference }
    }

    func disconnect() {
        task.withLock { $0 = nil }
    }

    /// The connection has more to do when the others on its lane had their turn.
    func comeBack() {
        guard let task = task.withLock({ $0 }) else { return }
        lane.schedule(task)
    }

    func pipeBecameReadable(sentAlone: Bool) {
        guard let task = task.withLock({ $0 }) else { return }
        if sentAlone {
            lane.scheduleInline(task)
        } else {
            lane.schedule(task)
        }
    }

    func pipeBecameWritable() {
        guard let task = task.withLock({ $0 }) else { return }
        lane.scheduleInline(task)
    }
}
