/// The result of one measurement.
struct Reading: Sendable {
    /// Messages per second; round trips, connections or bytes for the workloads that count those.
    var rate = 0.0
    /// Processor time of all processes together for each message, user and system, in microseconds.
    var processorMicroseconds = 0.0
    /// Context switches of all processes together for each message.
    var switches = 0.0
    /// Resident bytes for each peer.
    var bytesPerPeer = 0.0
}
