/// The result of one measurement.
struct Reading: Sendable {
    /// Messages per second; round trips, connections or bytes for the workloads that count those.
    var rate = 0.0
    /// Processor time of all processes together for each message, user and system, in microseconds.
    var processorMicroseconds = 0.0
    /// The same for each process alone, in the order of the workload's parts.
    var processorByEnd: [Double] = []
    /// Context switches of all processes together for each message.
    var switches = 0.0
    /// Resident bytes for each peer.
    var bytesPerPeer = 0.0
    /// The rate after one peer has stopped, as a share of the rate before, both without that peer.
    var keptRate = 0.0
    /// By how many bytes memory has grown since that peer stopped, in all processes together.
    var grownBytes = 0.0
}
