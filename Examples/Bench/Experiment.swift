/// A workload with its parameters, and who is to run it.
struct Experiment: Sendable {
    /// A short name, unique in a comparison.
    let id: String
    let workload: Workload
    var transport = Transport.tcp
    var size = 1
    var peers = 1
    var topics = 0
    var queued = 0
    var outstanding = 1
    var stopping = 0
    var noDrop = false
    var policy = MessagePolicy.fresh
    var contestants: [Contestant] = [.swift, .zmq]

    init(_ id: String, _ workload: Workload, size: Int = 1) {
        self.id = id
        self.workload = workload
        self.size = size
        peers = workload.defaultPeers
        stopping = workload == .slowPeer ? 1 : 0
    }

    /// The same with changes.
    func with(_ change: (inout Experiment) -> Void) -> Experiment {
        var copy = self
        change(&copy)
        return copy
    }
}
